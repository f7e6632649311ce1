import type { CodeUse } from '../../../src/core/reference/look-up.js';
import type { CodeKind } from '../../../src/core/reference/model.js';
import { none } from '../lens/customer.js';
import type { SedonaSettings } from '../settings.js';

const use = (member: string, kind: CodeKind, path: string, except = none): CodeUse => ({ member, kind, path, except });

const own = (key: string): string => `extras.sedona.${key}`;

/** The codes of a bill; `at` stands before the member's name. A default of the settings needs no row. */
export const billCodes = ({ branchCode }: SedonaSettings, at = ''): readonly CodeUse[] => [
  use(`${at}BranchCode`, 'branches', own('billBranchCode'), branchCode),
];

/** The codes of a customer, each with the table in which it must exist. */
export const customerCodes = (settings: SedonaSettings): readonly CodeUse[] => [
  use('TypeCode', 'customer-types', own('typeCode'), settings.customerTypeCode),
  use(
    'CollectionStatusCode',
    'collection-statuses',
    own('collectionStatusCode'),
    settings.customerCollectionStatusCode,
  ),
  use('SalespersonCode', 'salespeople', own('salespersonCode')),
  use('TermCode', 'payment-terms', 'terms.code', settings.termCode),
  use('BranchCode', 'branches', own('branchCode'), settings.branchCode),
  { ...use('GroupCode', 'customer-groups', own('groupCode')), idPath: own('customerGroupId') },
  use('Group2Code', 'customer-groups', own('group2Code')),
  use('MasterAccountCode', 'master-accounts', own('masterAccountCode')),
  use('CustomerRelationCode', 'customer-relations', own('customerRelationCode')),
  ...billCodes(settings, 'CustomerBillPrimary.'),
];
