using System.Net;
using Maintenance.Notification.Settings;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Delivery;

/// <summary>Validates <see cref="NotificationOptions"/>, reporting all failures at once.</summary>
internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        var failures = new List<string>();
        Check(options.BaseUrl.Length == 0 || (Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"), nameof(options.BaseUrl), options.BaseUrl, "an http or https address, or empty");
        Between(options.Interval, nameof(options.Interval), TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1));
        Between(options.LeaseFor, nameof(options.LeaseFor), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
        var longest = options.LeaseFor / 2;
        Between(options.SendTimeout, nameof(options.SendTimeout), TimeSpan.FromSeconds(1),
            longest < TimeSpan.FromMinutes(1) ? longest : TimeSpan.FromMinutes(1));
        Check(options.Concurrency is >= 1 and <= 100, nameof(options.Concurrency), options.Concurrency, "1 to 100");
        Check(options.Attempts is >= 1 and <= 100, nameof(options.Attempts), options.Attempts, "1 to 100");
        Between(options.RetryAfter, nameof(options.RetryAfter), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        foreach (var network in options.WebhookNetworks)
            Check(IPNetwork.TryParse(network, out _) || IPAddress.TryParse(network, out _), nameof(options.WebhookNetworks), network,
                "addresses and networks as 10.1.0.0/16");
        var smtp = options.Smtp;
        Check(smtp.Port is >= 1 and <= 65535, "Smtp:Port", smtp.Port, "1 to 65535");
        Check(smtp.Host.Length == 0 || SettingsCheck.IsEmail(smtp.From), "Smtp:From", smtp.From, "an e-mail address, with Smtp:Host");
        Check(smtp.User.Length == 0 || smtp.Security != SmtpSecurity.None, "Smtp:Security", smtp.Security,
            "StartTls or Tls, with Smtp:User: a password is not sent in the clear");
        Check(smtp.TrustedCertificate.Length == 0 || File.Exists(smtp.TrustedCertificate), "Smtp:TrustedCertificate",
            smtp.TrustedCertificate, "a PEM file that exists, or empty");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Between(TimeSpan found, string key, TimeSpan low, TimeSpan high) =>
            Check(found >= low && found <= high, key, found, $"{low} to {high}");

        void Check(bool ok, string key, object found, string allowed)
        {
            if (!ok) failures.Add($"{NotificationOptions.SectionName}:{key} is '{found}'; allowed: {allowed}.");
        }
    }
}
