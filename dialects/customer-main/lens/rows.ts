import type { Json } from '../../../src/core/customers/model.js';

type View = Readonly<Record<string, Json>>;

/** How a char column is shown. */
type Show = (text: string) => string;

/** The columns of a customer, in the order that both answers have. What no parameter fills is empty. */
function columns(view: View, char: Show) {
  const of = (name: string): string => char(view[name] as string);
  const empty = char('');
  return {
    CUSTNO: view['CUSTNO'],
    ...{ CUSTNAME: of('CUSTNAME'), PHONE: of('PHONE'), FAX: of('FAX'), BLINKADD: empty, SLINKADD: empty },
    ...{ TERRITORY: of('TERRITORY'), TERMS: of('TERMS'), CREDLIMIT: view['CREDLIMIT'] },
    ...{ PROFILE: '', CUSTNOTE: view['CUSTNOTE'], ACCTSTATUS: empty, DIVISION: empty, SREPS: empty },
    ...{ CREDITOK: of('CREDITOK'), RESL_NO: of('RESL_NO') },
    ...{ AR_CALDATE: null, AR_CALTIME: empty, AR_CALBY: empty, AR_CALNOTE: '', AR_HIGHBAL: view['AR_HIGHBAL'] },
    ...{ CREDITNOTE: '', ACCT_DATE: view['ACCT_DATE'], SAVEINIT: empty },
    ...{ OUT_MARGIN: 0, TL_MARGIN: 0, MAT_MARGIN: 0, LAB_MARGIN: 0, MIN_ORDAMT: 0, SCRAP_FACT: 0 },
    ...{ COMMITEM: 0, CUSTSPEC: 0, LABOR: false, MATERIAL: false },
    ...{ SPLIT1: 0, SPLIT2: 0, SPLITAMT: 0, SPLITPERC: 0, TOOLING: false },
    ...{ SIC_CODE: empty, SIC_DESC: empty, DELIVTIME: empty, STATUS: of('STATUS'), SERIFLAG: false, OVERHEAD: 0 },
    ...{ IS_EDITED: empty, SALEDSCTID: of('SALEDSCTID'), CUSTPFX: empty, ACTTAXABLE: view['ACTTAXABLE'] },
    ...{ INACTDT: view['INACTDT'], INACTINIT: of('INACTINIT') },
  };
}

/** A customer as Add answers it: the object in memory, before the database has dated it. */
export const addedRow = (view: View, accountDate: string) => ({
  $id: '2',
  ...columns(view, (text) => text),
  ACCT_DATE: accountDate,
  modifiedDate: null,
  UserId: null,
  LinkAddList: null,
});

/** A customer as Get answers it: char columns show a blank at their end, as the sample does. */
export const storedRow = (view: View) => ({
  $id: '2',
  LinkAddList: null,
  ...columns(view, (text) => `${text} `),
  modifiedDate: view['modifiedDate'],
  UserId: null,
});
