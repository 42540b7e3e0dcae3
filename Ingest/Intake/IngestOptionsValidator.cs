using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Intake;

internal sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        List<string> failures = [];
        if (options.MaxPayloadBytes is < 1024 or > 64 * 1024 * 1024)
            failures.Add($"Ingest:MaxPayloadBytes is {options.MaxPayloadBytes}; allowed: 1024 to 67108864.");
        if (options.MaxClockAhead < TimeSpan.Zero || options.MaxClockAhead > TimeSpan.FromDays(1))
            failures.Add($"Ingest:MaxClockAhead is {options.MaxClockAhead}; allowed: 00:00:00 to 1.00:00:00.");
        if (options.MaxAge < TimeSpan.FromMinutes(1))
            failures.Add($"Ingest:MaxAge is {options.MaxAge}; allowed: 00:01:00 and more.");
        if (options.MaxConcurrentRequests is < 1 or > 1024)
            failures.Add($"Ingest:MaxConcurrentRequests is {options.MaxConcurrentRequests}; allowed: 1 to 1024.");
        if (options.RequestTimeout < TimeSpan.FromMilliseconds(100) || options.RequestTimeout > TimeSpan.FromMinutes(5))
            failures.Add($"Ingest:RequestTimeout is {options.RequestTimeout}; allowed: 00:00:00.1 to 00:05:00.");
        if (options.DeadLettersPerSource is < 1 or > 1_000_000)
            failures.Add($"Ingest:DeadLettersPerSource is {options.DeadLettersPerSource}; allowed: 1 to 1000000.");
        if (options.DeadLettersPerMinute is < 1 or > 1_000_000)
            failures.Add($"Ingest:DeadLettersPerMinute is {options.DeadLettersPerMinute}; allowed: 1 to 1000000.");
        if (options.DeadLetterBytesPerMinute is < 65_536 or > 4L << 30)
            failures.Add($"Ingest:DeadLetterBytesPerMinute is {options.DeadLetterBytesPerMinute}; allowed: 65536 to 4294967296.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
