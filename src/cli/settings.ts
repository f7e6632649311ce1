import type { Command } from 'commander';
import { loadConfig, type Config, type Flags } from '../config.js';

/** Gives a command the flag that names the file its settings are in. */
export const withConfig = (command: Command): Command => command.option('--config <file>', 'settings as JSON');

/** Gives a command the flags that say which database it works on. */
export const withDatabase = (command: Command): Command =>
  withConfig(command.option('--database <url>', 'the database, instead of the one in the settings'));

/** The settings in force for the command that runs: flags beat environment beat the file it was given. Faults: Failure. */
export type Settings = (flags?: Flags) => Config;

/** How the program's commands read their settings. */
export function createSettings(program: Command, env: NodeJS.ProcessEnv): Settings {
  let config: string | undefined;
  program.hook('preAction', (_program, command) => {
    ({ config } = command.opts<{ readonly config?: string }>());
  });
  return (flags = {}) => loadConfig({ config, ...flags }, env);
}
