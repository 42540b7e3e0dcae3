using Maintenance.Scoring.Registry;
using Microsoft.Extensions.Options;

namespace Maintenance.Scoring.Workers;

/// <summary>Validates <see cref="ScoringOptions"/> and reports all failures at once.</summary>
internal sealed class ScoringOptionsValidator : IValidateOptions<ScoringOptions>
{
    public ValidateOptionsResult Validate(string? name, ScoringOptions options)
    {
        var failures = new List<string>();
        Check(
            ModelFile.Find(options.Model) is not null, nameof(options.Model), options.Model, "the path of an ML.NET zip or PMML document");
        Check(options.LifeModel.Length == 0 || ModelFile.Find(options.LifeModel) is not null, nameof(options.LifeModel), options.LifeModel,
            "the path of an ML.NET zip or PMML document, or empty");
        Check(options.Reader.Length is >= 1 and <= 64, nameof(options.Reader), options.Reader, "1 to 64 characters");
        Check(options.MaxBatchReadings is >= 1024 and <= 4_194_304, nameof(options.MaxBatchReadings), options.MaxBatchReadings,
            "1024 to 4194304");
        Check(options.CommitInterval >= TimeSpan.Zero && options.CommitInterval <= TimeSpan.FromSeconds(10),
            nameof(options.CommitInterval), options.CommitInterval, "00:00:00 to 00:00:10");
        Check(options.HistoryBlocks is >= 512 and <= 65_536, nameof(options.HistoryBlocks), options.HistoryBlocks, "512 to 65536");
        Check(options.LateBlocks is >= 0 and <= 1_048_576, nameof(options.LateBlocks), options.LateBlocks, "0 to 1048576");
        Check(options.MaxLagAge >= TimeSpan.FromSeconds(1) && options.MaxLagAge <= TimeSpan.FromDays(1), nameof(options.MaxLagAge),
            options.MaxLagAge, "00:00:01 to 1.00:00:00");
        Check(options.MaxLag >= 1, nameof(options.MaxLag), options.MaxLag, "at least 1");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool ok, string key, object found, string allowed)
        {
            if (!ok) failures.Add($"{ScoringOptions.SectionName}:{key} is '{found}'; allowed: {allowed}.");
        }
    }
}
