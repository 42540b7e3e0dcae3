using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard;

/// <summary>Messages 5000–5999 of the log.</summary>
internal static partial class DashboardLog
{
    [LoggerMessage(5001, LogLevel.Warning, "The password hash of account {Name} was sealed with keys that are lost: it cannot sign in until its password is set again")]
    public static partial void SealedWithOtherKeys(this ILogger log, string name);

    [LoggerMessage(5002, LogLevel.Warning, "Sign-in of {Name} from {Address} failed")]
    public static partial void SignInFailed(this ILogger log, string name, string address);

    [LoggerMessage(5003, LogLevel.Information, "{Name} signed in from {Address}")]
    public static partial void SignedIn(this ILogger log, string name, string address);

    [LoggerMessage(5004, LogLevel.Warning, "Sign-in of {Name} from {Address} held back for {Seconds} s after repeated failures")]
    public static partial void SignInHeldBack(this ILogger log, string name, string address, int seconds);

    [LoggerMessage(5005, LogLevel.Error, "The browser bundle is not in this build: run `npm ci && npm run build` before `dotnet build`; pages are shown without style and live parts")]
    public static partial void BundleMissing(this ILogger log);

    [LoggerMessage(5006, LogLevel.Error, "Live feed of connection {Connection} ended")]
    public static partial void FeedEnded(this ILogger log, Exception error, string connection);

    [LoggerMessage(5007, LogLevel.Information, "Live fleet starts with {Assets} assets, {Assessed} of them assessed")]
    public static partial void FleetPrimed(this ILogger log, int assets, int assessed);

    [LoggerMessage(5009, LogLevel.Information, "The password hash of account {Name} was made anew in today's form")]
    public static partial void PasswordRehashed(this ILogger log, string name);

    [LoggerMessage(5008, LogLevel.Warning, "Request from another site ({Site}) to {Path} refused")]
    public static partial void CrossSiteRefused(this ILogger log, string site, string path);
}
