using System.Net;
using System.Net.Sockets;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// Which addresses a webhook may reach: public ones, and networks that are allowed by name. Anything else would let whoever writes a route
/// send requests to machines behind the firewall.
/// </summary>
internal sealed class WebhookAddresses
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10",
            "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private readonly IPNetwork[] _allowed;

    /// <param name="allowed">Addresses and networks.</param>
    public WebhookAddresses(IEnumerable<string> allowed) => _allowed =
    [
        .. allowed.Select(text => IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.Parse(text) is var one ? new IPNetwork(one, one.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : default),
    ];

    /// <summary>True of an address that is allowed by name, so that http will do.</summary>
    public bool IsNamed(IPAddress address) => Unmapped(address) is var real && _allowed.Any(n => n.Contains(real));

    /// <summary>True when a webhook may connect to it.</summary>
    public bool IsAllowed(IPAddress address)
    {
        var real = Unmapped(address);
        if (IsNamed(real)) return true;
        if (Closed.Any(n => n.Contains(real))) return false;
        return Inner(real) is not { } inner || IsAllowed(inner);
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // An address of IPv4 within one of IPv6: the gateway would go on to it.
    private static IPAddress? Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address) || bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0) return new IPAddress(bytes.AsSpan(12, 4));
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : null;
    }
}
