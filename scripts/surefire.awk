# Reads Surefire's XML reports and prints one line per test:
#   class, passed|failed|skipped, milliseconds, method, message, with the unit separator between them

BEGIN { us = "\037" }

function attribute(line, name,    start) {
  start = index(line, " " name "=\"")
  if (!start) return ""
  line = substr(line, start + length(name) + 3)
  return readable(substr(line, 1, index(line, "\"") - 1))
}

function readable(text) {
  gsub(/&#10;|&#13;|&#9;|\t/, " ", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;|&#39;/, "'", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

function flush_test() {
  if (class != "") print class us status us milliseconds us method us message
  class = ""
}

/^ *<testsuite / { suite = attribute($0, "name") }

# Some engines name the class of a test without its package, the class of its suite always has it.
/^ *<testcase / {
  flush_test()
  class = attribute($0, "classname")
  if (index(class, ".") == 0) class = suite
  method = attribute($0, "name")
  milliseconds = int(attribute($0, "time") * 1000)
  status = "passed"
  message = ""
}

/^ *<(failure|error)[ >]/ {
  status = "failed"
  message = attribute($0, "message")
  if (message == "") message = attribute($0, "type")
}

/^ *<skipped/ { status = "skipped" }

/^ *<\/testsuite>/ { flush_test() }

END { flush_test() }
