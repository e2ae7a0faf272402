/**
 * Rules for cells whatever they look like. The sheet is paper, white in every theme; only where somebody forces colours
 * of their own it has these, as everything else.
 */
export const SHEET_RULES = `
.sheet-row{display:contents}
.sheet-cell{
  position:absolute;box-sizing:border-box;display:flex;overflow:hidden;padding:0 2px;cursor:cell;
  pointer-events:auto;border-left:1px solid transparent;border-top:1px solid transparent;
  background-clip:padding-box;align-items:flex-end;white-space:pre;}
.sheet-merged{background-color:#fff}
.sheet-start{justify-content:flex-start;text-align:left}
.sheet-end{justify-content:flex-end;text-align:right}
.sheet-middle{justify-content:center;text-align:center}
.sheet-line-left{border-left-color:#dadada}
.sheet-line-top{border-top-color:#dadada}
.sheet-overrunning{overflow:visible;z-index:1}
.sheet-text{flex:none}
.sheet-overrun{
  position:absolute;top:0;bottom:0;display:flex;align-items:inherit;box-sizing:border-box;overflow:hidden;
  padding:0 2px;pointer-events:none;}
.sheet-turned{flex:none;position:relative}
.sheet-turned>span{position:absolute;left:50%;top:50%;white-space:pre}
.sheet-stacked{flex:none;writing-mode:vertical-rl;text-orientation:upright}
.sheet-edge{position:absolute;pointer-events:none;z-index:1}
.sheet-mark::after{
  content:"";position:absolute;top:0;right:0;border-style:solid;border-width:0 8px 8px 0;
  border-color:transparent;}
.sheet-changed::after{border-right-color:#0e700e}
.sheet-difference::after{border-right-color:#bc4b09}
.sheet-problem::after{border-right-color:#b10e1c}
@media (forced-colors:active){
  .sheet-mark::after{forced-color-adjust:none;border-right-color:CanvasText}
  .sheet-changed::after{border-right-color:Highlight}
}
`;
