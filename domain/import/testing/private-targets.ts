/** First, middle and last of every range that is not the public internet, in IPv4 and IPv6. */
export const PRIVATE_ADDRESSES: readonly string[] = [
  ...["0.0.0.0", "0.0.0.1", "0.255.255.255", "10.0.0.0", "10.1.2.3", "10.255.255.255"],
  ...["100.64.0.0", "100.100.100.200", "100.127.255.255", "127.0.0.0", "127.0.0.1", "127.1.2.3"],
  ...["127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.170.2", "169.254.255.255"],
  ...["172.16.0.0", "172.20.10.5", "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.0.255"],
  ...["192.0.2.1", "192.88.99.1", "192.168.0.0", "192.168.1.1", "192.168.255.255", "198.18.0.0"],
  ...["198.19.255.255", "198.51.100.9", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1"],
  ...["255.255.255.255", "::", "::1", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1"],
  ...["::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:192.168.1.1", "::ffff:0:127.0.0.1"],
  ...["64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::"],
  ...["2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2001:db8:ffff::1", "2002:7f00:1::"],
  ...["2002:a9fe:a9fe::1", "2002:c0a8:101::", "3fff::1", "3fff:fff:ffff::1", "5f00::1", "fc00::1"],
  ...["fd00:ec2::254", "fdff:ffff::1", "fe80::1", "fe80::a9fe:a9fe", "febf:ffff::1", "fec0::1", "ff02::1"],
  ...["ff05::1:3", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
];

/** Neighbours of those ranges that anyone may fetch. */
export const PUBLIC_ADDRESSES: readonly string[] = [
  ...["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
  ...["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255"],
  ...["192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0"],
  ...[
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
    "2001:200::1",
    "2606:4700:4700::1111",
    "2a00:1450::1",
  ],
];

/** Every way of writing each private address in a link, at the usual ports and at `port`. */
export function targetsOf(port: number): string[] {
  const hosts = PRIVATE_ADDRESSES.flatMap((address) =>
    address.includes(":") ? [`[${address}]`] : spellings(address),
  );
  const urls = hosts.flatMap((host) => [`http://${host}/`, `https://${host}/`, `http://${host}:${port}/`]);
  const tricks = [
    `http://news.example@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}#@news.example/`,
    `http://127.0.0.1:${port}\\@news.example/`,
    "http://127。0。0。1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://user:password@[::1]/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_INFO",
    "data:application/json,{}",
    "javascript:fetch('http://127.0.0.1')",
    "http://",
    "//127.0.0.1/",
  ];
  return [...urls, ...tricks];
}

function spellings(address: string): string[] {
  const parts = address.split(".").map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  return [
    address,
    String(whole),
    `0x${whole.toString(16)}`,
    parts.map((part) => `0${part.toString(8)}`).join("."),
    parts.map((part) => `0x${part.toString(16)}`).join("."),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${address}.`,
  ];
}
