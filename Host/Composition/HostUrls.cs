using System.Net;
using System.Net.Sockets;

namespace Maintenance.Host.Composition;

/// <summary>The addresses HTTP listens on (<c>Host:Urls</c>, <c>--urls</c>), checked before anything starts.</summary>
internal static class HostUrls
{
    private const string Allowed = "Allowed: http://ADDRESS:PORT with a port from 0 to 65535 (0 picks a free one), several separated by "
        + "semicolons, for example http://127.0.0.1:8080.";

    /// <summary>The single addresses.</summary>
    /// <exception cref="OptionException">One is malformed or cannot be listened on; the message says which, why and what to do.</exception>
    public static string[] Check(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (all.Length == 0) throw new OptionException($"Host:Urls (--urls) is empty. {Allowed}");
        foreach (var url in all) TryListen(url, Parse(url));
        return all;
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme.ToUpperInvariant() is not ("HTTP" or "HTTPS"))
                throw new OptionException($"Host:Urls (--urls): '{url}' has the scheme {address.Scheme}. {Allowed}");
            if (address.Host.Contains(':', StringComparison.Ordinal) && !address.Host.StartsWith('[')) throw new FormatException();
            if (address.Port is < 0 or > IPEndPoint.MaxPort)
                throw new OptionException($"Host:Urls (--urls): '{url}' has the port {address.Port}. {Allowed}");
            return address;
        }
        catch (FormatException)
        {
            throw new OptionException($"Host:Urls (--urls): '{url}' is no address. {Allowed}");
        }
    }

    // The server would say the same with a page of stack traces, after everything else has started.
    private static void TryListen(string url, BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) return;
        var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var named) ? named
            : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(ip, address.Port);
            probe.Start();
        }
        catch (SocketException error)
        {
            throw new OptionException($"The host cannot listen on {url} (--urls, Host:Urls): {error.Message}. Choose another address or "
                + "port with --urls (port 0 picks a free one), or stop the program that uses it.");
        }
    }
}
