// A button that prints the page; without scripts the page says how to print instead.
document.addEventListener("click", (ev) => {
  if (ev.target.closest("[data-print]")) window.print();
});
