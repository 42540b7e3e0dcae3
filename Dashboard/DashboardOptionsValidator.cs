using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard;

/// <summary>Lists every wrong key of <see cref="DashboardOptions"/> at once.</summary>
internal sealed class DashboardOptionsValidator : IValidateOptions<DashboardOptions>
{
    public const int MinTokenLength = 16;

    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        var failures = new List<string>();
        if (options.LocalToken.Length is > 0 and < MinTokenLength)
            failures.Add($"Dashboard:LocalToken has {options.LocalToken.Length} characters; at least {MinTokenLength} are required, or none.");
        Between(nameof(options.FeedInterval), options.FeedInterval, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(60));
        Between(nameof(options.StaleAfter), options.StaleAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Between(nameof(options.MaxPoints), options.MaxPoints, 100, 100_000);
        Between(nameof(options.SqlMaxRows), options.SqlMaxRows, 1, 1_000_000);
        Between(nameof(options.SqlTimeout), options.SqlTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Between(nameof(options.SignInFailures), options.SignInFailures, 1, 1_000);
        Between(nameof(options.SignInWindow), options.SignInWindow, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1));
        Between(nameof(options.SessionLifetime), options.SessionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Between<T>(string key, T value, T low, T high) where T : IComparable<T>
        {
            if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
                failures.Add($"Dashboard:{key} is {value}; allowed is {low} to {high}.");
        }
    }
}
