document.getElementById("menu-link").onclick = function() {
  linkHandler.open()
  return false
}
