(function () {
  var box = document.getElementById('find');
  var said = document.getElementById('found');
  var items = Array.from(document.querySelectorAll('[data-find]'));
  var groups = Array.from(document.querySelectorAll('[data-group]')).reverse();
  var texts = items.map(function (item) {
    var group = item.closest('[data-group]');
    var title = group.querySelector('h2, h3');
    return (title.textContent + ' ' + item.textContent).toLowerCase();
  });
  function show() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    items.forEach(function (item, place) {
      var fits = words.every(function (word) { return texts[place].includes(word); });
      item.hidden = !fits;
      if (fits) { count += 1; }
    });
    groups.forEach(function (group) { group.hidden = group.querySelector('[data-find]:not([hidden])') === null; });
    said.textContent = words.length === 0 ? '' : count === 0 ? 'Nothing has all of these words.'
      : count + ' of ' + items.length + ' entries have them.';
  }
  box.form.hidden = false;
  box.addEventListener('input', show);
  box.form.addEventListener('submit', function (event) { event.preventDefault(); });
})();
