/** Ways people write that have broken chat programs before: each makes the n-th text of its kind. */
export const scripts: Record<string, (n: number) => string> = {
  'Latin with diacritics': (n) => `Žluťoučký kůň č. ${n} – naïve café, Ångström, İstanbul, e\u0301 ≠ é`,
  Cyrillic: (n) => `Съешь же ещё ${n} этих мягких французских булок, ґанок і їжак`,
  Greek: (n) => `Ξεσκεπάζω την ψυχοφθόρα βδελυγμία ${n}, Σίσυφος ΐ ΰ`,
  Arabic: (n) => `مرحبًا بالعالم ${n} — السَّلامُ عَلَيْكُم، كيف الحال؟`,
  Hebrew: (n) => `שָׁלוֹם עולם ${n}, מי מביא לחם? (abc) "מילים"`,
  Hindi: (n) => `नमस्ते दुनिया ${n}, क्षत्रिय ज्ञान श्रीमान्`,
  Thai: (n) => `สวัสดีชาวโลก ${n} น้ำใจไมตรีที่ยิ่งใหญ่`,
  Chinese: (n) => `你好，世界 ${n}。𠮷野家的漢字與简体字「引號」`,
  Japanese: (n) => `明日の上海行き ${n} 便、了解です。ｶﾞｷﾞ 葛󠄀城市 ゟ`,
  'emoji with joiners': (n) => `👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇺🇦 ${n} 👨🏿‍🚀❤️‍🔥 #️⃣`,
  code: (n) => `\tif (a < b && c > ${n}) {\r\n  print("<b>&amp;'\\n\\u0000'</b>");\n}  \n\n`,
  'as long as allowed': (n) =>
    Array.from(`${n}:${'🪶x'.repeat(2500)}`)
      .slice(0, 5000)
      .join(''),
}
