using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard;

/// <summary>Reports all invalid values of <see cref="DashboardOptions"/> at once.</summary>
internal sealed class DashboardOptionsValidator : IValidateOptions<DashboardOptions>
{
    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        var failures = new List<string>();
        Between(nameof(options.FeedInterval), options.FeedInterval, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(60));
        Between(nameof(options.StaleAfter), options.StaleAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Between<T>(string key, T value, T low, T high) where T : IComparable<T>
        {
            if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
                failures.Add($"{DashboardOptions.SectionName}:{key} is {value}; allowed is {low} to {high}.");
        }
    }
}
