import type { Json } from '../../../src/core/customers/model.js';

type View = Readonly<Record<string, Json>>;

/** Every column in the order that both answers have, with nothing in it; `blank` is what an empty char column shows. */
const emptyRow = (blank: string) => ({
  ...{ CUSTNO: '', CUSTNAME: blank, PHONE: blank, FAX: blank, BLINKADD: blank, SLINKADD: blank, TERRITORY: blank },
  ...{ TERMS: blank, CREDLIMIT: 0, PROFILE: '', CUSTNOTE: '', ACCTSTATUS: blank, DIVISION: blank, SREPS: blank },
  ...{ CREDITOK: blank, RESL_NO: blank, AR_CALDATE: null, AR_CALTIME: blank, AR_CALBY: blank, AR_CALNOTE: '' },
  ...{ AR_HIGHBAL: 0, CREDITNOTE: '', ACCT_DATE: '', SAVEINIT: blank, OUT_MARGIN: 0, TL_MARGIN: 0, MAT_MARGIN: 0 },
  ...{ LAB_MARGIN: 0, MIN_ORDAMT: 0, SCRAP_FACT: 0, COMMITEM: 0, CUSTSPEC: 0, LABOR: false, MATERIAL: false },
  ...{ SPLIT1: 0, SPLIT2: 0, SPLITAMT: 0, SPLITPERC: 0, TOOLING: false, SIC_CODE: blank, SIC_DESC: blank },
  ...{ DELIVTIME: blank, STATUS: blank, SERIFLAG: false, OVERHEAD: 0, IS_EDITED: blank, SALEDSCTID: blank },
  ...{ CUSTPFX: blank, ACTTAXABLE: false, INACTDT: null, INACTINIT: blank },
});

/** Add's order and Get's. */
const added = { $id: '2', ...emptyRow(''), modifiedDate: null, UserId: null, LinkAddList: null };
const stored = { $id: '2', LinkAddList: null, ...emptyRow(' '), modifiedDate: '', UserId: null };

/** The columns that parameters fill, written over empty ones, whose order stays. */
const filled = (view: View, end: string) => ({
  CUSTNO: view['CUSTNO'],
  CUSTNAME: (view['CUSTNAME'] as string) + end,
  PHONE: (view['PHONE'] as string) + end,
  FAX: (view['FAX'] as string) + end,
  TERRITORY: (view['TERRITORY'] as string) + end,
  TERMS: (view['TERMS'] as string) + end,
  CREDLIMIT: view['CREDLIMIT'],
  CUSTNOTE: view['CUSTNOTE'],
  CREDITOK: (view['CREDITOK'] as string) + end,
  RESL_NO: (view['RESL_NO'] as string) + end,
  AR_HIGHBAL: view['AR_HIGHBAL'],
  ACCT_DATE: view['ACCT_DATE'],
  STATUS: (view['STATUS'] as string) + end,
  SALEDSCTID: (view['SALEDSCTID'] as string) + end,
  ACTTAXABLE: view['ACTTAXABLE'],
  INACTDT: view['INACTDT'],
  INACTINIT: (view['INACTINIT'] as string) + end,
});

/** A customer as Add answers it: the object in memory, before the database has dated it. */
export const addedRow = (view: View, accountDate: string) => ({
  ...added,
  ...filled(view, ''),
  ACCT_DATE: accountDate,
});

/** A customer as Get answers it: char columns show a blank at their end, as the sample does. */
export const storedRow = (view: View) => ({ ...stored, ...filled(view, ' '), modifiedDate: view['modifiedDate'] });
