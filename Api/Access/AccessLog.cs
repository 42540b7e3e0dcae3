using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Access;

/// <summary>Log messages about accounts and requests.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(5001, LogLevel.Warning, "The password hash of account {Name} was sealed with keys that are lost: it cannot sign in "
        + "until its password is reset")]
    public static partial void SealedWithOtherKeys(this ILogger log, string name);

    [LoggerMessage(5004, LogLevel.Warning, "Sign-in of {Name} from {Address} blocked for {Seconds} s after repeated failures")]
    public static partial void SignInHeldBack(this ILogger log, string name, string address, int seconds);

    [LoggerMessage(5008, LogLevel.Warning, "Request from another site ({Site}) to {Path} refused")]
    public static partial void CrossSiteRefused(this ILogger log, string site, string path);

    [LoggerMessage(5010, LogLevel.Warning, "Account '{Name}' {Problem} (maintenance users)")]
    public static partial void BadAccount(this ILogger log, string name, string problem);

    [LoggerMessage(5011, LogLevel.Warning, "MAINTENANCE_ADMIN_PASSWORD {Weakness} It is accepted for the first start; change it")]
    public static partial void WeakFirstPassword(this ILogger log, string weakness);

    [LoggerMessage(5009, LogLevel.Information, "The password hash of account {Name} was upgraded to the current format")]
    public static partial void PasswordRehashed(this ILogger log, string name);
}
