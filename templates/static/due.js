// Old copies tell what has become due since they were built. The date stands in the page; the reader's clock decides.
for (const late of document.querySelectorAll('[data-due]')) {
  if (new Date().toISOString().slice(0, 10) >= late.dataset.due) late.hidden = false;
}
