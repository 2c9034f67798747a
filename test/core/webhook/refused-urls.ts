/** Addresses that no message may go to, by how they try. */
export const REFUSED_URLS: Readonly<Record<string, readonly string[]>> = {
  'no https': ['http://hooks.example.com/', 'ftp://hooks.example.com/', 'file:///etc/passwd'],
  'no url': ['hooks.example.com', '//hooks.example.com/', 'https://', ''],
  'with a user': ['https://ann@hooks.example.com/', 'https://a:b@hooks.example.com/'],
  'other ports': ['https://hooks.example.com:22/', 'https://hooks.example.com:6379/'],
  fragment: ['https://hooks.example.com/#top'],
  loopback: ['https://127.0.0.1/', 'https://127.8.9.1/', 'https://localhost/', 'https://[::1]/'],
  'any address': ['https://0.0.0.0/', 'https://0/', 'https://[::]/'],
  private: [
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
  ],
  'shared (CGNAT)': ['https://100.64.0.1/', 'https://100.127.255.254/'],
  'link-local': ['https://169.254.1.1/', 'https://[fe80::1]/'],
  metadata: ['https://169.254.169.254/', 'https://[fd00:ec2::254]/', 'https://168.63.129.16/'],
  multicast: ['https://224.0.0.1/', 'https://[ff02::1]/', 'https://255.255.255.255/'],
  'kept for documents': ['https://192.0.2.1/', 'https://198.51.100.7/', 'https://[2001:db8::1]/'],
  'IPv4 in IPv6': [
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
  ],
  'unique local': ['https://[fc00::1]/', 'https://[fd12:3456::1]/'],
  'one number': ['https://2130706433/', 'https://0x7f000001/', 'https://017700000001/'],
  'other bases': [
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0xa9.0xfe.0xa9.0xfe/',
  ],
  'other digits': ['https://１２７.0.0.1/', 'https://①②⑦.0.0.1/', 'https://127。0。0。1/'],
  'names of insides': [
    'https://kafka/',
    'https://broker.internal/',
    'https://printer.local/',
    'https://a.localhost./',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://router.home.arpa/',
  ],
}

/** Addresses that look odd and are fine. */
export const FINE_URLS: readonly string[] = [
  'https://hooks.example.com/',
  'https://hooks.example.com:8443/a?b=c',
  'https://HOOKS.example.com./',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://172.32.0.1/',
  'https://100.128.0.1/',
]
