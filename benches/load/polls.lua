-- What wrk asks of a poll: POLL names the file with its people and times, ACT is "vote" or "open". Every request comes from another
-- person, and from another address, so that no limit on one visitor is met.
local people, options = {}, {}
for line in io.lines(os.getenv("POLL")) do
  local what, key = line:match("(%S+) (%S+)")
  table.insert(what == "person" and people or options, key)
end
local answers = { "yes", "if_needed", "no" }
local any = function(list) return list[math.random(#list)] end

function init() math.randomseed(7) end

function request()
  local path = "/polls/" .. any(people)
  local from = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(1, 254))
  local headers = { ["X-Forwarded-For"] = from, ["Sec-Fetch-Site"] = "same-origin" }
  if os.getenv("ACT") == "open" then return wrk.format("GET", path, headers) end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  return wrk.format("POST", path .. "/votes", headers, "option=" .. any(options) .. "&note=&answer=" .. any(answers))
end
