using System.Net;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Access;

/// <summary>Validates <see cref="AccessOptions"/>, reporting all failures at once.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int MinTokenLength = 16;

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var failures = new List<string>();
        if (options.LocalToken.Length is > 0 and < MinTokenLength)
            failures.Add($"{AccessOptions.SectionName}:LocalToken has {options.LocalToken.Length} characters; at least {MinTokenLength} "
                + "are required, or none.");
        foreach (var proxy in options.TrustedProxies)
            if (!IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                failures.Add($"{AccessOptions.SectionName}:TrustedProxies has '{proxy}'; "
                    + "expected an address or a network: 10.0.0.7, 10.0.0.0/8.");
        foreach (var host in options.AllowedHosts)
            if (host.Length == 0 || host.AsSpan().IndexOfAny("/ ?#@") >= 0)
                failures.Add($"{AccessOptions.SectionName}:AllowedHosts has '{host}'; expected a name: fleet.example.com, *.example.com.");
        Between(nameof(options.SignInFailures), options.SignInFailures, 1, 1_000);
        Between(nameof(options.SignInWindow), options.SignInWindow, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1));
        Between(nameof(options.SessionLifetime), options.SessionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Between(nameof(options.SessionMaxAge), options.SessionMaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Between<T>(string key, T value, T low, T high) where T : IComparable<T>
        {
            if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
                failures.Add($"{AccessOptions.SectionName}:{key} is {value}; allowed: {low} to {high}.");
        }
    }
}
