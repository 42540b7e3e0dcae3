using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard;

/// <summary>Log event ids 5000–5999, shared with Api.</summary>
internal static partial class DashboardLogMessages
{
    [LoggerMessage(5002, LogLevel.Warning, "Sign-in of {Name} from {Address} failed")]
    public static partial void SignInFailed(this ILogger log, string name, string address);

    [LoggerMessage(5003, LogLevel.Information, "{Name} signed in from {Address}")]
    public static partial void SignedIn(this ILogger log, string name, string address);

    [LoggerMessage(5005, LogLevel.Error, "The browser bundle is not in this build: run `npm ci && npm run build` before `dotnet build`; "
        + "pages have no styles and no live updates until then")]
    public static partial void BundleMissing(this ILogger log);

    [LoggerMessage(5012, LogLevel.Information, "The session of {Name} ended or its account changed: connection {Connection} is closed")]
    public static partial void SessionEnded(this ILogger log, string name, string connection);

    [LoggerMessage(5013, LogLevel.Warning, "Sessions cannot be checked now; live connections stay as they are: {Reason}")]
    public static partial void SessionsUnknown(this ILogger log, string reason);

    [LoggerMessage(5006, LogLevel.Error, "Live feed of connection {Connection} ended")]
    public static partial void FeedEnded(this ILogger log, Exception error, string connection);
}
