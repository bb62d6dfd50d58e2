// Prints the lines of date-words.pattern for the feasts that no rule of the
// Gregorian calendar gives: the first year, then month and day year by year.
//
//   node corpora/patterns/feasts.mjs      (made with ICU 78, in Node 20)
//
// Hebrew, Chinese and Umm al-Qura dates are ICU's. Easter of the East is the Julian
// one; Qingming is the day on which the sun stands at 15 degrees, by the usual
// formula for Beijing; Diwali is the evening before the new moon that falls while
// the sun is in sidereal Libra, by Meeus' mean new moon with its main terms.
const FIRST = 1970, LAST = 2050, DAY = 86400000;

const pad = (n) => String(n).padStart(2, '0');
const days = function* (year) {
  for (let t = Date.UTC(year, 0, 1); new Date(t).getUTCFullYear() === year; t += DAY)
    yield new Date(t);
};
const monthDay = (d) => pad(d.getUTCMonth() + 1) + pad(d.getUTCDate());

// The day of the year on which a calendar reads so: month by its name, or number.
function read(calendar, month, day) {
  const format = new Intl.DateTimeFormat('en-u-nu-latn-ca-' + calendar,
    { timeZone: 'UTC', day: 'numeric', month: calendar === 'chinese' ? 'numeric' : 'long' });
  return (year) => {
    for (const d of days(year)) {
      const parts = Object.fromEntries(format.formatToParts(d).map((p) => [p.type, p.value]));
      if (parts.month === month && parts.day === String(day)) return monthDay(d);
    }
    return '0000';
  };
}

function orthodoxEaster(year) {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31), day = ((d + e + 114) % 31) + 1;
  return monthDay(new Date(Date.UTC(year, month - 1, day) + 13 * DAY));
}

function qingming(year) {
  const y = year % 100, c = year < 2000 ? 5.59 : 4.81;
  return '04' + pad(Math.floor(y * 0.2422 + c) - Math.floor((year < 2000 ? y - 1 : y) / 4));
}

function newMoon(k) { // as milliseconds, universal time to a few minutes
  const t = k / 1236.85, rad = Math.PI / 180;
  const m = (2.5534 + 29.1053567 * k) * rad, p = (201.5643 + 385.81693528 * k) * rad;
  const f = (160.7108 + 390.67050284 * k) * rad;
  const jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.4072 * Math.sin(p) +
    0.17241 * Math.sin(m) + 0.01608 * Math.sin(2 * p) + 0.01039 * Math.sin(2 * f) +
    0.00739 * Math.sin(p - m) - 0.00514 * Math.sin(p + m) + 0.00208 * Math.sin(2 * m);
  return (jde - 2440587.5) * DAY - 65000;
}

function diwali(year) {
  const start = Date.UTC(year, 9, 17), end = Date.UTC(year, 10, 16), india = 5.5 * 3600000;
  for (let k = Math.floor((year - 2000) * 12.3685); ; k++) {
    const at = newMoon(k);
    if (at < start || at >= end) continue;
    const local = new Date(at + india); // the last evening of the waning moon
    return monthDay(new Date(+local - (local.getUTCHours() + local.getUTCMinutes() / 60 < 18.5 ? DAY : 0)));
  }
}

const feasts = [
  ['chinese new year, lunar new year, tet, seollal', read('chinese', '1', 1)],
  ['lantern festival', read('chinese', '1', 15)],
  ['dragon boat festival', read('chinese', '5', 5)],
  ['mid autumn festival, moon festival, chuseok', read('chinese', '8', 15)],
  ['qingming, ching ming, tomb sweeping day', qingming],
  ['eid al fitr, eid ul fitr, id al fitr', read('islamic-umalqura', 'Shawwal', 1)],
  ['eid al adha, eid ul adha, id al adha', read('islamic-umalqura', 'Dhuʻl-Hijjah', 10)],
  ['ashura', read('islamic-umalqura', 'Muharram', 10)],
  ['passover', read('hebrew', 'Nisan', 15)],
  ['rosh hashanah, rosh hashana', read('hebrew', 'Tishri', 1)],
  ['yom kippur', read('hebrew', 'Tishri', 10)],
  ['hanukkah, chanukah', read('hebrew', 'Kislev', 25)],
  ['diwali, deepavali', diwali],
  ['orthodox easter', orthodoxEaster],
];

for (const [names, of] of feasts) {
  let line = `    | ${names} = ${FIRST}`;
  for (let year = FIRST; year <= LAST; year++) {
    const word = ' ' + of(year);
    if (line.length - line.lastIndexOf('\n') + word.length > 98) line += '\n     ';
    line += word;
  }
  console.log(line);
}
