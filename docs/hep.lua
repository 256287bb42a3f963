-- SPDX-License-Identifier: GPL-2.0-or-later
-- Shows Wireshark the SIP inside HEP version 3 (Homer, on UDP port 9060), with the addresses that the
-- message had on its way. Into the folder of personal Lua plugins, or: tshark -X lua_script:hep.lua
local hep = Proto("hep", "Homer Encapsulation Protocol")
local port, first_chunk, chunk_header, sip_payload = 9060, 6, 6, 15

-- What to do with the value of a chunk, by the chunk's type.
local address = {
    [3] = function(pinfo, value) pinfo.src = value:ipv4() end,
    [4] = function(pinfo, value) pinfo.dst = value:ipv4() end,
    [5] = function(pinfo, value) pinfo.src = value:ipv6() end,
    [6] = function(pinfo, value) pinfo.dst = value:ipv6() end,
    [7] = function(pinfo, value) pinfo.src_port = value:uint() end,
    [8] = function(pinfo, value) pinfo.dst_port = value:uint() end,
}
local octets = {[3] = 4, [4] = 4, [5] = 16, [6] = 16, [7] = 2, [8] = 2}

function hep.dissector(tvb, pinfo, tree)
    if tvb:len() < first_chunk or tvb(0, 4):string() ~= "HEP3" then
        return 0
    end
    local at, payload = first_chunk, nil
    while at + chunk_header < tvb:len() do
        local kind, length = tvb(at + 2, 2):uint(), tvb(at + 4, 2):uint()
        if length < chunk_header or at + length > tvb:len() then
            break
        end
        if length == chunk_header + (octets[kind] or -1) then
            address[kind](pinfo, tvb(at + chunk_header, length - chunk_header))
        elseif kind == sip_payload and length > chunk_header then
            payload = tvb(at + chunk_header, length - chunk_header)
        end
        at = at + length
    end
    tree:add(hep, tvb())
    if payload then
        Dissector.get("sip"):call(payload:tvb(), pinfo, tree)
    end
    return tvb:len()
end

DissectorTable.get("udp.port"):add(port, hep)
