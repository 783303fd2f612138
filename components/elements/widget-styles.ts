/**
 * Styles of the widget's shadow tree. What is important on the host wins over any rule of the page around it; with
 * no theme the colours are the page's own.
 */
export const WIDGET_STYLES = `:host{all:initial!important;display:block!important;color:inherit!important}
:host([layout=card]){max-width:320px!important}
:host([layout=badge]){display:inline-block!important}
div{--a:currentColor;padding:8px 12px 4px;font:12px/1.3 system-ui,sans-serif;direction:ltr;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 8px}
:host([theme=light]) div{--a:#12386b;background:#fff;color:#17181a}
:host([theme=dark]) div{--a:#9dc0f2;background:#14161a;color:#ece7dd}
b{font-size:26px;font-variant-numeric:tabular-nums}
.outOf,:host([layout=badge]) b{font-size:16px}
.deadline,.pause{margin-left:auto}
i{height:6px;margin:3px 0 6px;background:linear-gradient(90deg,var(--a) var(--w),#8885 0);forced-color-adjust:none}
i,p{flex:100%}
p{margin:0;font-size:14px}
a,button{padding:5px 0;border:0;background:0;font:inherit;color:inherit;text-decoration:underline;cursor:pointer}
p:empty,:host([message=off]) .message,:host([layout=badge]) :not(b,.outOf,.time,div){display:none}
@media print{a,button{display:none}}`;
