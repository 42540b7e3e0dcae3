using Microsoft.Extensions.Options;

namespace Maintenance.Api.Alarms;

/// <summary>Validates <see cref="AlarmOptions"/>, reporting all failures at once.</summary>
internal sealed class AlarmOptionsValidator : IValidateOptions<AlarmOptions>
{
    public ValidateOptionsResult Validate(string? name, AlarmOptions options)
    {
        var failures = new List<string>();
        Between(nameof(options.MaxShelving), options.MaxShelving, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Between(nameof(options.KeepReturned), options.KeepReturned, TimeSpan.FromDays(1), TimeSpan.FromDays(3650));
        Between(nameof(options.SilentAfter), options.SilentAfter, TimeSpan.FromSeconds(20), TimeSpan.FromDays(1));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Between(string key, TimeSpan value, TimeSpan low, TimeSpan high)
        {
            if (value < low || value > high) failures.Add($"{AlarmOptions.SectionName}:{key} is {value}; allowed: {low} to {high}.");
        }
    }
}
