-- bench.lua
-- Ten rules of the plugin as somebody would write them in Lua, with Wireshark's own fields:
-- tests/bench compares what both cost.
--
-- SPDX-License-Identifier: GPL-2.0-or-later

local bench = Proto("bench_lua", "SIP rules in Lua")
local rule = ProtoField.string("bench_lua.rule", "Rule")
local count = ProtoField.uint32("bench_lua.findings", "Findings")
bench.fields = {rule, count}

local code = Field.new("sip.Status-Code")
local status_line = Field.new("sip.Status-Line")
local method = Field.new("sip.CSeq.method")
local to_tag = Field.new("sip.to.tag")
local branch = Field.new("sip.Via.branch")

-- Status code, method or nil, the header field that must be there.
local required = {
    {"420-unsupported-missing", 420, nil, Field.new("sip.Unsupported")},
    {"405-allow-missing", 405, nil, Field.new("sip.Allow")},
    {"401-www-authenticate-missing", 401, nil, Field.new("sip.WWW-Authenticate")},
    {"407-proxy-authenticate-missing", 407, nil, Field.new("sip.Proxy-Authenticate")},
    {"423-min-expires-missing", 423, nil, Field.new("sip.Min-Expires")},
    {"503-without-retry-after", 503, nil, Field.new("sip.Retry-After")},
    {"2xx-invite-contact-missing", 200, "INVITE", Field.new("sip.Contact")},
}

local function judge(number)
    local found = {}
    local of_method = method() and method().value
    for _, r in ipairs(required) do
        if r[2] == number and (r[3] == nil or r[3] == of_method) and r[4]() == nil then
            table.insert(found, r[1])
        end
    end
    if number > 100 and to_tag() == nil then
        table.insert(found, "to-tag-missing")
    end
    if branch() == nil or branch().value:sub(1, 7) ~= "z9hG4bK" then
        table.insert(found, "via-no-magic-cookie")
    end
    if status_line().value:match("^SIP/2.0 %d+ *$") then
        table.insert(found, "reason-phrase-empty")
    end
    return found
end

function bench.dissector(tvb, pinfo, tree)
    local number = code()
    if number == nil then
        return
    end
    local found = judge(number.value)
    local subtree = tree:add(bench)
    subtree:add(count, #found):set_generated()
    for _, id in ipairs(found) do
        subtree:add(rule, id):set_generated()
    end
end

register_postdissector(bench)
