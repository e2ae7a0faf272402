import { builtInForms } from '../../../src/core/form/index.js';
import { decideKind, type KindDecision } from '../../../src/core/recognition/kind.js';

const forms = Object.values(builtInForms).filter(({ kind }) => kind !== 'volumes');
const decide = (sheet: string, units: readonly string[]): KindDecision =>
  decideKind(forms, { title: undefined, header: '单位', sheet, units });
const BUREAUS = ['市公安局', '市司法局', '市残联', '市医保局'];
const DISTRICTS = ['张店区', '桓台县', '高新区管委会'];

describe('the kind of a table without a title', () => {
  it.each(['市直', '市直得分', '市级', '部门', '部门二季度', '机关'])(
    'is 附件2 on a sheet %s with bureaus',
    (sheet) => {
      expect(decide(sheet, BUREAUS)).toEqual({ kind: 'departments', because: 'sheet' });
    },
  );

  it.each(['区县', '各区', '各区得分', '县市', '县区', '区市县'])('is 附件1 on a sheet %s with districts', (sheet) => {
    expect(decide(sheet, DISTRICTS)).toEqual({ kind: 'districts', because: 'sheet' });
  });

  it('is told by the units where the sheet is called Sheet1', () => {
    expect(decide('Sheet1', BUREAUS)).toEqual({ kind: 'departments', because: 'units' });
    expect(decide('Sheet1', ['张店区', '桓台县', '滕州市'])).toEqual({ kind: 'districts', because: 'units' });
  });

  it('is not told where the sheet says one kind and the units are of the other', () => {
    expect(decide('市直', ['张店区', '桓台县'])).toEqual({ kind: null, because: 'contradictory' });
    expect(decide('各区', BUREAUS)).toEqual({ kind: null, because: 'contradictory' });
  });

  it('is not told where the units are of both kinds, or the name of the sheet says both', () => {
    expect(decide('Sheet1', ['张店区', '市公安局'])).toEqual({ kind: null, because: 'undecided' });
    expect(decide('部门及各区', ['张店区', '市公安局'])).toEqual({ kind: null, because: 'undecided' });
  });

  it('is not that of departments for a district whose name begins with 市', () => {
    expect(decide('Sheet1', ['市中区', '市北区'])).toEqual({ kind: 'districts', because: 'units' });
  });
});
