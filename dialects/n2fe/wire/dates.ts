const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');

const partsOf = (instant: number) => {
  const at = new Date(instant);
  return {
    weekday: days[at.getUTCDay()],
    month: months[at.getUTCMonth()],
    day: at.getUTCDate(),
    year: at.getUTCFullYear(),
    time: [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':'),
  };
};

/** An instant, in epoch milliseconds, as CGI.pm writes it into cookies: Wed, 05-Oct-2022 12:58:07 GMT. */
export function cookieDate(instant: number): string {
  const { weekday, day, month, year, time } = partsOf(instant);
  return `${weekday}, ${two(day)}-${month}-${year} ${time} GMT`;
}

/** As Jarvis writes it before its errors: Wed Oct 5 12:58:07 2022. `local` is what a clock on the wall shows, read as UTC. */
export function errorDate(local: number): string {
  const { weekday, month, day, time, year } = partsOf(local);
  return `${weekday} ${month} ${day} ${time} ${year}`;
}
