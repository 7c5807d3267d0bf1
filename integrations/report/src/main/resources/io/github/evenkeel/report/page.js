(async () => {
  'use strict';
  const packed = Uint8Array.from(atob(document.getElementById('data').textContent), one => one.charCodeAt(0));
  const data = JSON.parse(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
  const byId = id => document.getElementById(id);
  const SVG = 'http://www.w3.org/2000/svg';
  const PHASES = { gates: 'gates', balancer: 'load balancer', pods: 'cordon and evict', connections: 'connections end',
    deletion: 'deletion', machine: 'new machine', health: 'health', soak: 'soak', other: 'other' };
  // Which sign a kind of moment has; kinds of a later version are notes.
  const SIGNS = { EVICTED: 'evicted', DEPLOYMENT_RESTARTED: 'evicted', MOVED_BY_OTHERS: 'evicted', DELETED_PAST_BUDGET: 'refused',
    EVICTION_REFUSED: 'refused', RETRYING: 'retry', STEP_FAILED: 'failed-mark', UNAVAILABLE: 'failed-mark', ROLLED_BACK: 'rollback' };
  const GRAVE = new Set(['refused', 'failed-mark', 'rollback']);
  const SIGN_WORDS = { evicted: 'pod evicted', refused: 'eviction refused', retry: 'retry', 'failed-mark': 'failure', rollback: 'rolled back', note: 'other' };
  const KIND_WORDS = { EVICTED: 'evicted', EVICTION_REFUSED: 'eviction refused', DEPLOYMENT_RESTARTED: 'restarted Deployment',
    DELETED_PAST_BUDGET: 'deleted past its budget', MOVED_BY_OTHERS: 'moved by another client', RETRYING: 'retried', WARNED: 'warning',
    STEP_FAILED: 'step failed', ROLLED_BACK: 'rolled back', REQUEST_ANSWERED: 'request answered', UNAVAILABLE: 'not available', AVAILABLE: 'available again' };

  const make = (name, attributes, text) => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const draw = (name, attributes, text) => {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const text = number => data.texts[number];
  const sign = mark => SIGNS[data.kinds[mark[0]]] || 'note';
  const pad = number => String(number).padStart(2, '0');
  /** Time from the begin of the roll. */
  const clock = ms => {
    const s = Math.max(0, ms) / 1000, h = Math.floor(s / 3600), m = Math.floor(s % 3600 / 60);
    const rest = span() < 10000 ? (s % 60).toFixed(1).padStart(4, '0') : pad(Math.floor(s % 60));
    return (h ? h + ':' + pad(m) : m) + ':' + rest;
  };
  const lasting = ms => {
    const s = Math.round(ms / 1000);
    if (s < 60) return (ms / 1000).toFixed(1) + ' s';
    return s < 3600 ? Math.floor(s / 60) + ' min ' + s % 60 + ' s' : Math.floor(s / 3600) + ' h ' + Math.floor(s % 3600 / 60) + ' min';
  };
  const hour = ms => new Date(Date.parse(data.started) + ms).toISOString().slice(11, 19) + ' UTC';

  let end = Math.max(1000, data.took);
  data.lanes.forEach(lane => {
    lane.steps.forEach(step => { end = Math.max(end, step[2]); });
    lane.forecast.forEach(part => { end = Math.max(end, Math.min(part[1], 1.2 * data.took)); });
  });
  let view = [0, end], dense = data.lanes.length > 60, shown = data.lanes, chosen = null, charts = [], geometry = null;
  const span = () => view[1] - view[0];

  const axisBox = byId('axis'), lanesBox = byId('lanes'), chosenBox = byId('chosen'), curvesBox = byId('curves');
  byId('tools').hidden = false;

  const measure = () => {
    const width = lanesBox.clientWidth || 800;
    const longest = data.lanes.reduce((most, lane) => Math.max(most, lane.name.length), 6);
    const gutter = Math.round(Math.max(64, Math.min(longest * 7 + 16, 230, width * (width < 500 ? .26 : .22))));
    const room = Math.min(innerHeight * .62, 638);
    const row = dense ? Math.max(1.2, Math.min(22, (room - 2) / Math.max(1, shown.length))) : shown.length > 60 ? 17 : shown.length > 20 ? 20 : 26;
    return { width, gutter, row, right: 14, plot: width - gutter - 14 };
  };
  const x = ms => geometry.gutter + (ms - view[0]) / span() * geometry.plot;
  const timeAt = px => view[0] + (px - geometry.gutter) / geometry.plot * span();
  const fix = number => Math.round(number * 10) / 10;

  const ticks = () => {
    const least = span() / Math.max(2, geometry.plot / 80);
    const step = [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5, 144e5, 288e5, 864e5, 6048e5]
      .find(each => each >= least) || least;
    const all = [];
    for (let at = Math.ceil(view[0] / step) * step; at <= view[1]; at += step) all.push(at);
    return all;
  };

  const SHAPES = {
    evicted: (cx, cy, r) => `M${cx} ${cy - r}L${cx + r} ${cy}L${cx} ${cy + r}L${cx - r} ${cy}Z`,
    refused: (cx, cy, r) => `M${cx} ${cy - r}L${cx + r} ${cy + r}L${cx - r} ${cy + r}Z`,
    retry: (cx, cy, r) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    'failed-mark': (cx, cy, r) => `M${cx - r} ${cy - r}h${r * .7}l${r * .3} ${r * .6}l${r * .3} ${-r * .6}h${r * .7}l${-r * .6} ${r}l${r * .6} ${r}h${-r * .7}l${-r * .3} ${-r * .6}l${-r * .3} ${r * .6}h${-r * .7}l${r * .6} ${-r}Z`,
    rollback: (cx, cy, r) => `M${cx + r} ${cy - r}V${cy + r}L${cx - r} ${cy}Z`,
    note: (cx, cy, r) => `M${cx - r * .7} ${cy - r * .7}h${r * 1.4}v${r * 1.4}h${-r * 1.4}Z`
  };
  const shape = (kind, cx, cy, r) => SHAPES[kind](fix(cx), fix(cy), r);

  /** Draws all lanes: one path for all steps of a colour, so that thousands of steps are a few elements. */
  const drawLanes = () => {
    geometry = measure();
    const { width, gutter, row, plot } = geometry, height = Math.max(row, shown.length * row);
    const left = gutter, right = gutter + plot;
    const svg = draw('svg', { width, height, 'aria-hidden': 'true' });
    const paths = {}, add = (name, d) => { (paths[name] = paths[name] || []).push(d); };
    const bar = (name, from, to, top, high) => {
      const a = Math.max(left, x(from)), b = Math.min(right, Math.max(x(to), x(from) + .8));
      if (b > left && a < right) add(name, `M${fix(a)} ${fix(top)}H${fix(b)}V${fix(top + high)}H${fix(a)}Z`);
    };
    const inset = row < 4 ? 0 : row < 8 ? .5 : row < 18 ? 2 : 4, radius = row < 8 ? 2.4 : row < 18 ? 3.4 : 4.5;
    const names = [];
    shown.forEach((lane, index) => {
      const top = index * row;
      if (row >= 8 && index % 2) add('zebra', `M0 ${top}H${width}V${top + row}H0Z`);
      const high = row - 2 * inset;
      lane.steps.forEach(step => bar(data.steps[step[0]].phase, step[1], step[2], top + inset, high));
      if (row >= 6) lane.waits.forEach(wait => bar('wait', wait[1], wait[2], top + inset + high - (row < 18 ? 2 : 3), row < 18 ? 2 : 3));
      if (row >= 4) lane.forecast.forEach(part => {
        const a = Math.max(left, x(part[0])), b = Math.min(right, x(part[1])), y = fix(top + inset / 2 + .2);
        if (b > a) add('expected', row < 8 ? `M${fix(a)} ${y}H${fix(b)}` : `M${fix(a)} ${y + 4}V${y}H${fix(b)}V${y + 4}`);
      });
      const last = {}; // of several signs in one place, one is drawn
      lane.marks.forEach(mark => {
        const at = x(mark[1]), kind = sign(mark);
        if (at >= left && at <= right && !(at - last[kind] < 2 * radius) && (row >= 8 || GRAVE.has(kind))) {
          add('mark ' + kind, shape(kind, at, top + row / 2, radius));
          last[kind] = at;
        }
      });
      if (index % Math.ceil(15 / row) === 0 && (index || row >= 11)) {
        const most = Math.floor((gutter - 10) / (row < 18 ? 6.2 : 6.8));
        const name = lane.name.length > most ? '…' + lane.name.slice(-(most - 1)) : lane.name;
        names.push(draw('text', { x: 6, y: fix(Math.max(top + row / 2 + 4, 12)) }, name));
      }
    });
    const grid = ticks().map(at => `M${fix(x(at))} 0V${height}`).join('');
    if (paths.zebra) svg.append(draw('path', { class: 'zebra', d: paths.zebra.join('') }));
    svg.append(draw('path', { class: 'grid', d: grid }));
    if (chosen) {
      const at = shown.indexOf(chosen.lane);
      if (at >= 0) svg.append(draw('rect', { class: 'lane-selected', x: 0, y: fix(at * row), width, height: row }));
    }
    const order = Object.keys(PHASES).concat('wait', 'expected', 'mark note', 'mark evicted', 'mark retry', 'mark refused', 'mark rollback', 'mark failed-mark');
    order.forEach(name => { if (paths[name]) svg.append(draw('path', { class: name, d: paths[name].join('') })); });
    svg.append(...names);
    if (chosen && chosen.step) {
      const at = shown.indexOf(chosen.lane), a = Math.max(left, x(chosen.step[1])), b = Math.min(right, x(chosen.step[2]));
      if (at >= 0 && b >= a) svg.append(draw('rect', { class: 'selected', x: fix(a), y: fix(at * row + 1), width: fix(Math.max(2, b - a)), height: Math.max(2, row - 2) }));
    }
    svg.append(draw('line', { class: 'cross', id: 'cross', y1: 0, y2: height, x1: -9, x2: -9 }));
    svg.append(draw('rect', { class: 'zoom', id: 'zoom', y: 0, height, x: -9, width: 0 }));
    if (!shown.length) svg.append(draw('text', { x: 10, y: row / 2 + 4 }, 'no lane has that name and a step in this time'));
    lanesBox.replaceChildren(svg);
    if (lanesBox.clientWidth !== width) return drawLanes(); // a scroll bar has come or gone
    drawAxis();
  };

  const drawAxis = () => {
    const svg = draw('svg', { width: geometry.width + 2, height: 22, 'aria-hidden': 'true' });
    svg.append(draw('text', { x: 6, y: 15 }, 'time'));
    ticks().forEach(at => {
      const px = x(at);
      svg.append(draw('path', { class: 'grid', d: `M${fix(px)} 18V22` }));
      svg.append(draw('text', { x: fix(px), y: 15, 'text-anchor': px > geometry.width - 24 ? 'end' : 'middle' }, clock(at)));
    });
    axisBox.replaceChildren(svg);
  };

  const describe = () => {
    const parts = [];
    if (!chosen) {
      parts.push(make('p', { class: 'hint' }, 'Point at a lane, or go there with Tab and the arrow keys: here is what it did, and why it waited.'));
    } else {
      const { lane, step } = chosen, head = make('p', {});
      head.append(make('strong', {}, lane.name));
      head.append((lane.by ? ' → ' + lane.by : '') + (lane.result ? ', ' + lane.result.toLowerCase().replace('_', ' ') : ''));
      if (lane.steps.length) {
        const from = lane.steps[0][1], to = lane.steps[lane.steps.length - 1][2];
        head.append('; ' + lasting(to - from) + (lane.forecast.length ? ', forecast ' + lasting(lane.forecast[0][1] - lane.forecast[0][0]) : ''));
      }
      parts.push(head);
      if (step) {
        parts.push(make('p', {}, data.steps[step[0]].words + ': ' + lasting(step[2] - step[1]) + ', from ' + clock(step[1]) + ' to ' + clock(step[2]) + ' (' + hour(step[1]) + ')'));
        const list = make('ul', {}), lines = [];
        lane.waits.filter(wait => wait[1] >= step[1] && wait[1] <= step[2] && wait[0] === step[0])
          .forEach(wait => lines.push([wait[1], 'waited ' + lasting(wait[2] - wait[1]) + ' for ' + text(wait[3])]));
        lane.marks.filter(mark => mark[1] >= step[1] && mark[1] <= step[2]).forEach(mark => lines.push([mark[1], inWords(mark)]));
        lines.sort((one, other) => one[0] - other[0]);
        lines.slice(0, 12).forEach(line => list.append(make('li', {}, clock(line[0]) + '  ' + line[1])));
        if (lines.length > 12) list.append(make('li', {}, lines.length - 12 + ' more: see What happened'));
        if (lines.length) parts.push(list);
      } else if (!lane.steps.length) {
        parts.push(make('p', { class: 'hint' }, 'no steps'));
      }
    }
    chosenBox.replaceChildren(...parts);
  };
  const inWords = mark => {
    const kind = data.kinds[mark[0]], object = text(mark[2]), said = text(mark[3]);
    return (KIND_WORDS[kind] || kind.toLowerCase().replaceAll('_', ' ')) + (object ? ' ' + object : '') + (said ? ': ' + said : '');
  };

  const choose = (lane, step) => {
    if (chosen && chosen.lane === lane && chosen.step === step) return;
    chosen = lane ? { lane, step } : null;
    drawLanes();
    describe();
  };
  const reveal = () => {
    const top = shown.indexOf(chosen.lane) * geometry.row;
    if (top < lanesBox.scrollTop) lanesBox.scrollTop = top;
    if (top + geometry.row > lanesBox.scrollTop + lanesBox.clientHeight) lanesBox.scrollTop = top + geometry.row - lanesBox.clientHeight;
    const step = chosen.step;
    if (step && (step[2] < view[0] || step[1] > view[1])) {
      const middle = (step[1] + step[2]) / 2, half = span() / 2;
      look(middle - half, middle + half);
    }
  };

  /** Lanes that are drawn: those whose names fit the filter and, where all are to be seen at once, that do something in this time. */
  const pick = () => {
    const part = byId('filter').value.trim().toLowerCase(), closer = dense && span() < end;
    shown = data.lanes.filter((lane, index) => (!part || index > 0 && (lane.name + ' ' + lane.by).toLowerCase().includes(part))
      && (!closer || lane.steps.some(step => step[2] >= view[0] && step[1] <= view[1])));
    if (chosen && !shown.includes(chosen.lane)) { chosen = null; describe(); }
    drawLanes();
  };
  const look = (from, to) => {
    const least = Math.min(end, 500), wide = Math.min(end, Math.max(least, to - from));
    const start = Math.max(0, Math.min(end - wide, from + (to - from - wide) / 2));
    view = [start, start + wide];
    pick();
    const first = shown.findIndex(lane => lane.steps.some(step => step[2] > view[0] && step[1] < view[1] && lane.result));
    if (span() < end && first >= 0 && !chosen) lanesBox.scrollTop = (first - 1) * geometry.row;
    charts.forEach(chart => chart.setScale('x', { min: view[0], max: view[1] }));
  };
  const zoom = (by, at = (view[0] + view[1]) / 2) => look(at - (at - view[0]) * by, at + (view[1] - at) * by);

  // With a mouse: what is under it, and a part that is drawn to look closer.
  let drag = null;
  const local = event => {
    const box = lanesBox.getBoundingClientRect();
    return [event.clientX - box.left - 1, event.clientY - box.top - 1 + lanesBox.scrollTop];
  };
  const crossAt = px => {
    const line = byId('cross');
    if (line) { line.setAttribute('x1', fix(px)); line.setAttribute('x2', fix(px)); }
  };
  lanesBox.addEventListener('mousemove', event => {
    const [px, py] = local(event);
    if (drag !== null) {
      const rect = byId('zoom');
      rect.setAttribute('x', Math.min(px, drag));
      rect.setAttribute('width', Math.abs(px - drag));
      return;
    }
    const lane = shown[Math.floor(py / geometry.row)];
    const at = timeAt(px), near = 4 / geometry.plot * span();
    if (lane) choose(lane, lane.steps.filter(step => step[1] - near <= at && at <= step[2] + near).pop());
    crossAt(px >= geometry.gutter ? px : -9);
    charts.forEach(chart => chart.setCursor({ left: px - geometry.gutter, top: 10 }));
  });
  lanesBox.addEventListener('mouseleave', () => { crossAt(-9); charts.forEach(chart => chart.setCursor({ left: -10, top: -10 })); });
  lanesBox.addEventListener('mousedown', event => {
    const px = local(event)[0];
    if (event.button === 0 && px >= geometry.gutter && px <= geometry.width) drag = px;
  });
  addEventListener('mouseup', event => {
    if (drag === null) return;
    const from = timeAt(Math.min(drag, local(event)[0])), to = timeAt(Math.max(drag, local(event)[0]));
    const wide = Math.abs(local(event)[0] - drag) > 6;
    drag = null;
    if (wide) look(Math.max(0, from), Math.min(end, to)); else byId('zoom').setAttribute('width', 0);
  });
  lanesBox.addEventListener('dblclick', () => look(0, end));
  lanesBox.addEventListener('wheel', event => {
    if (event.ctrlKey || event.metaKey) { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : .8, timeAt(local(event)[0])); }
  }, { passive: false });

  lanesBox.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = chosen ? shown.indexOf(chosen.lane) : -1, steps = chosen ? chosen.lane.steps : [];
    const now = chosen && chosen.step ? steps.indexOf(chosen.step) : -1;
    const lane = index => {
      const next = shown[Math.max(0, Math.min(shown.length - 1, index))];
      if (!next) return;
      choose(next, chosen && chosen.step && next.steps.find(step => step[0] === chosen.step[0]) || next.steps[0]);
      reveal();
    };
    const step = index => { if (steps.length) { choose(chosen.lane, steps[Math.max(0, Math.min(steps.length - 1, index))]); reveal(); } };
    const keys = {
      ArrowDown: () => lane(at + 1), ArrowUp: () => lane(at - 1), PageDown: () => lane(at + 20), PageUp: () => lane(at - 20),
      Home: () => lane(0), End: () => lane(shown.length - 1),
      ArrowRight: () => at < 0 ? lane(0) : step(now + 1), ArrowLeft: () => at < 0 ? lane(0) : step(now - 1),
      '+': () => zoom(.5, chosen && chosen.step ? (chosen.step[1] + chosen.step[2]) / 2 : undefined), '=': () => zoom(.5), '-': () => zoom(2), 0: () => look(0, end)
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  byId('in').addEventListener('click', () => zoom(.5));
  byId('out').addEventListener('click', () => zoom(2));
  byId('all').addEventListener('click', () => look(0, end));
  byId('dense').setAttribute('aria-pressed', dense);
  byId('dense').addEventListener('click', () => {
    dense = !dense;
    byId('dense').setAttribute('aria-pressed', dense);
    pick();
  });
  byId('filter').addEventListener('input', pick);

  // Curves on the same axis as the lanes.
  const curves = () => {
    const styles = getComputedStyle(document.documentElement), colour = name => styles.getPropertyValue(name).trim();
    charts.forEach(chart => chart.destroy());
    charts = [];
    const boxes = [];
    const chart = (series, table, height) => {
      const title = make('h3', {}), box = make('div', { role: 'img' });
      const values = series.map(one => {
        const label = make('span', {}), now = make('span', { class: 'now' });
        label.append(make('i', { class: one.line }), one.name, now);
        title.append(label);
        return now;
      });
      box.setAttribute('aria-label', 'Curves: ' + series.map((one, at) => one.name + ', from ' + Math.min(...table[at + 1]) + ' to ' + Math.max(...table[at + 1])).join('; '));
      boxes.push([title, box]);
      const most = Math.max(1, ...table.slice(1).flat()), filled = series[0].filled;
      const least = filled ? 0 : Math.max(0, Math.min(...table.slice(1).flat()) - 1) - .3;
      return () => new uPlot({
        width: geometry.width, height, padding: [10, geometry.right, 0, 0], legend: { show: false },
        cursor: { y: false, points: { size: 6 }, drag: { x: true, y: false, setScale: false }, sync: { key: 'roll', scales: ['x', null] } },
        scales: { x: { time: false, range: () => view }, y: { range: () => [least, most + (filled ? most * .05 : .3)] } },
        axes: [
          { stroke: colour('--faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, size: 20, gap: 2, font: '11px system-ui, sans-serif',
            splits: () => ticks(), values: (self, all) => all.map(clock) },
          { stroke: colour('--faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, size: geometry.gutter + 1, gap: 6, font: '11px system-ui, sans-serif',
            incrs: [1, 2, 4, 5, 10, 15, 20, 25, 40, 50, 100, 150, 200, 250, 400, 500, 1000, 2000, 5000, 1e4, 5e4, 1e5, 1e6], space: 26, values: (self, all) => all.map(value => value.toLocaleString('en')) }
        ],
        series: [{}].concat(series.map(one => ({ stroke: colour(one.colour), width: 2, points: { show: false },
          fill: one.filled ? colour(one.colour) + (one.bars ? '' : '33') : undefined, dash: one.dash,
          paths: one.bars ? uPlot.paths.bars({ size: [.8, 12] }) : uPlot.paths.stepped({ align: 1 }) }))),
        hooks: {
          setSelect: [self => { if (self.select.width > 6) look(self.posToVal(self.select.left, 'x'), self.posToVal(self.select.left + self.select.width, 'x')); self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false); }],
          setCursor: [self => {
            values.forEach((now, at) => { const value = self.cursor.idx === null || self.cursor.idx === undefined ? null : table[at + 1][self.cursor.idx]; now.textContent = value === null || value === undefined ? '' : value.toLocaleString('en'); });
            if (self.cursor.left >= 0) crossAt(self.cursor.left + geometry.gutter);
          }]
        }
      }, table, box);
    };
    const joined = (one, other) => {
      const times = [...new Set([0, end].concat(one.map(point => point[0]), other.map(point => point[0])))].filter(at => at >= 0).sort((a, b) => a - b);
      const along = points => { let at = 0, value = points.length ? points[0][1] : 0; return times.map(time => { while (at < points.length && points[at][0] <= time) value = points[at++][1]; return value; }); };
      return [times, along(one), along(other)];
    };
    const makers = [];
    if (data.lanes.length > 1 || data.readyMeasured || data.servingMeasured) {
      makers.push(chart([
        { name: data.readyMeasured ? 'nodes ready' : 'nodes of the roll that are ready', colour: '--accent', line: 'line-a' },
        { name: data.servingMeasured ? 'backends that serve' : 'nodes that get new connections', colour: '--balancer', line: 'line-b', dash: [6, 3] }
      ], joined(data.ready, data.serving), 150));
    }
    if (data.requests.length) {
      const column = at => data.requests.map(point => point[at]), failed = column(2);
      const none = failed.every(count => !count);
      makers.push(chart([{ name: none ? 'requests, none failed' : 'requests', colour: '--accent', line: 'line-a', filled: true }], [column(0), column(1)], 100));
      if (!none) makers.push(chart([{ name: 'failed requests', colour: '--bad', line: 'line-c', bars: true, filled: true }], [column(0), failed], 90));
    }
    curvesBox.replaceChildren(...boxes.flat());
    charts = makers.map(maker => maker());
  };

  const legend = () => {
    const used = new Set(data.steps.map(step => step.phase)), signs = new Set();
    data.lanes.forEach(lane => lane.marks.forEach(mark => signs.add(sign(mark))));
    const item = (words, ...shapes) => {
      const svg = draw('svg', { viewBox: '0 0 16 14', 'aria-hidden': 'true' }), entry = make('li', {});
      svg.append(...shapes);
      entry.append(svg, words);
      byId('legend').append(entry);
    };
    Object.keys(PHASES).filter(phase => used.has(phase)).forEach(phase => item(PHASES[phase], draw('rect', { class: phase, x: 0, y: 2, width: 16, height: 10, rx: 2 })));
    if (data.lanes.some(lane => lane.waits.length)) item('waits', draw('rect', { class: 'other', x: 0, y: 2, width: 16, height: 10 }), draw('rect', { class: 'wait', x: 0, y: 9, width: 16, height: 3 }));
    if (data.lanes.some(lane => lane.forecast.length)) item('forecast', draw('path', { class: 'expected', d: 'M1 10V4H15V10' }));
    Object.keys(SIGN_WORDS).filter(kind => signs.has(kind)).forEach(kind => item(SIGN_WORDS[kind], draw('path', { class: 'mark ' + kind, d: shape(kind, 8, 7, 4.5) })));
  };

  // Tables are made when they are opened.
  const table = (heads, rows) => {
    const whole = make('table', {}), head = make('tr', {}), body = make('tbody', {}), top = make('thead', {});
    heads.forEach(name => head.append(make('th', { scope: 'col' }, name)));
    top.append(head);
    rows.forEach(row => {
      const line = make('tr', {});
      row.forEach((value, at) => line.append(make('td', at === row.length - 1 ? { class: 'text' } : {}, value)));
      body.append(line);
    });
    whole.append(top, body);
    return whole;
  };
  const whenOpened = (id, any, rows) => {
    const details = byId(id);
    details.hidden = !any;
    details.addEventListener('toggle', () => {
      const box = details.querySelector('.wide');
      if (details.open && !box.firstChild) box.append(rows());
    });
  };
  whenOpened('waits', data.lanes.some(lane => lane.waits.length), () => {
    const all = data.lanes.flatMap(lane => lane.waits.map(wait => [lane, wait]));
    all.sort((one, other) => other[1][2] - other[1][1] - (one[1][2] - one[1][1]));
    return table(['node', 'from', 'lasted', 'step', 'waited for'], all.slice(0, 1000).map(([lane, wait]) => [lane.name, clock(wait[1]), lasting(wait[2] - wait[1]), wait[0] < 0 ? '' : data.steps[wait[0]].words, text(wait[3])]));
  });
  whenOpened('events', data.lanes.some(lane => lane.marks.length), () => {
    const all = data.lanes.flatMap(lane => lane.marks.map(mark => [lane, mark]));
    all.sort((one, other) => one[1][1] - other[1][1]);
    return table(['time', 'node', 'what'], all.map(([lane, mark]) => [clock(mark[1]), lane.name, inWords(mark)]));
  });

  document.querySelectorAll('.copy').forEach(button => button.addEventListener('click', () => {
    const code = button.parentElement.querySelector('code');
    const done = () => { button.textContent = 'Copied'; setTimeout(() => { button.textContent = 'Copy'; }, 2000); };
    const byHand = () => { getSelection().selectAllChildren(code); if (document.execCommand('copy')) done(); };
    if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, byHand); else byHand();
  }));

  if (data.goesOn) {
    const follow = byId('follow');
    byId('followed').hidden = false;
    follow.checked = location.hash === '#follow';
    follow.addEventListener('change', () => { history.replaceState(null, '', follow.checked ? '#follow' : '#'); });
    setInterval(() => { if (follow.checked) location.reload(); }, 5000);
  }

  const all = () => { drawLanes(); curves(); };
  let width = 0, later = 0;
  addEventListener('resize', () => {
    if (innerWidth !== width) { width = innerWidth; clearTimeout(later); later = setTimeout(all, 60); }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', curves);
  width = innerWidth;
  legend();
  all();
  describe();
  document.documentElement.dataset.shown = Math.round(performance.now());
})();
