using Microsoft.Extensions.Options;

namespace Maintenance.Store.Retention;

/// <summary>Checks <see cref="RetentionOptions"/> and lists every failure at once.</summary>
internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.Readings), options.Readings);
        Check(nameof(options.Waveforms), options.Waveforms);
        Check(nameof(options.Conditions), options.Conditions);
        Check(nameof(options.DeadLetters), options.DeadLetters);
        Check(nameof(options.Audit), options.Audit);
        if (options.DeadLetterRows is < 0 or > 10_000_000)
            failures.Add($"{RetentionOptions.SectionName}:{nameof(options.DeadLetterRows)} is '{options.DeadLetterRows}'; allowed: 0 to "
                + "10000000.");
        if (options.DeadLetterBytes is < 0 or > 1L << 40)
            failures.Add($"{RetentionOptions.SectionName}:{nameof(options.DeadLetterBytes)} is '{options.DeadLetterBytes}'; allowed: 0 to "
                + "1099511627776.");
        if (options.CheckInterval < TimeSpan.FromSeconds(1) || options.CheckInterval > TimeSpan.FromDays(1))
            failures.Add($"{RetentionOptions.SectionName}:{nameof(options.CheckInterval)} is '{options.CheckInterval}'; allowed: 00:00:01 "
                + "to 1.00:00:00.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, TimeSpan age)
        {
            if (age < TimeSpan.Zero || (age > TimeSpan.Zero && age < TimeSpan.FromMinutes(10)))
                failures.Add($"{RetentionOptions.SectionName}:{key} is '{age}'; allowed: 00:00:00 (keep forever) or at least 00:10:00.");
        }
    }
}
