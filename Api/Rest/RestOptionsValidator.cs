using Microsoft.Extensions.Options;

namespace Maintenance.Api.Rest;

/// <summary>Validates <see cref="RestOptions"/>, reporting all failures at once.</summary>
internal sealed class RestOptionsValidator : IValidateOptions<RestOptions>
{
    public ValidateOptionsResult Validate(string? name, RestOptions options)
    {
        var failures = new List<string>();
        Between(nameof(options.MaxPoints), options.MaxPoints, 100, 100_000);
        Between(nameof(options.SqlMaxRows), options.SqlMaxRows, 1, 1_000_000);
        Between(nameof(options.SqlTimeout), options.SqlTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Between(nameof(options.SqlExportMaxRows), options.SqlExportMaxRows, 1, 1_000_000_000);
        Between(nameof(options.SqlExportTimeout), options.SqlExportTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(24));
        Between(nameof(options.SilentAfter), options.SilentAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Between<T>(string key, T value, T low, T high) where T : IComparable<T>
        {
            if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
                failures.Add($"{RestOptions.SectionName}:{key} is {value}; allowed: {low} to {high}.");
        }
    }
}
