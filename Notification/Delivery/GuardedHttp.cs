using System.Net;
using System.Net.Sockets;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// HTTP to addresses that somebody entered: to those that are allowed and to no others, without redirects, proxies and cookies.
/// </summary>
internal static class GuardedHttp
{
    /// <param name="addresses">What may be reached.</param>
    /// <param name="timeout">How long a connection may take.</param>
    /// <param name="whose">Whose address it is, in words.</param>
    public static SocketsHttpHandler Handler(WebhookAddresses addresses, TimeSpan timeout, string whose) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(addresses, whose, context, cancellationToken),
        ConnectTimeout = timeout,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    // The name is resolved here and the connection goes to what was checked: a name that changes in between changes nothing.
    private static async ValueTask<Stream> ConnectAsync(
        WebhookAddresses addresses, string whose, SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isPlain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var found = await Dns.GetHostAddressesAsync(host, cancellationToken);
        IPAddress[] allowed = [.. found.Where(a => isPlain ? addresses.IsNamed(a) : addresses.IsAllowed(a))];
        if (allowed.Length == 0)
            throw new AddressRefusedException(isPlain
                ? $"{whose} address is http, which is for networks that Notification:WebhookNetworks names: use https."
                : $"{whose} address is not public: to reach it, name its network in Notification:WebhookNetworks.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
