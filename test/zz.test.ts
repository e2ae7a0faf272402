import { compute } from '../src/app/compute.js';
import { gridOf } from './support/sheets.js';
it('x', () => {
  const g = gridOf([['2021年第二季度部门“好差评”评价量统计表'], ['序号', '部门/区县', '市级', '甲区','乙区','丙区','合 计','占比'],[1,'公安局',5,10,20,30,null,0.5],[2,'人社局',1,2,null,'-','3',0.5],['汇总',null,null,null,null,null,null,1]],{sheet:'附件3'});
  const r = compute({ sheets:[g], calculation:{ fullPrecision:true, mode:'automatic', iterates:false}, parts:{}},{ sheets:[], rules:null, write:'formulas', keepExisting:false, fixNumbers:false});
  console.log(JSON.stringify(r.tables[0]?.attachment.columns), JSON.stringify(r.plan.changes), JSON.stringify(r.problems), JSON.stringify(r.differences));
});
