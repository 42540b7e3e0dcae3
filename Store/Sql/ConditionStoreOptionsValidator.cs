using Microsoft.Extensions.Options;

namespace Maintenance.Store.Sql;

/// <summary>Checks <see cref="ConditionStoreOptions"/> and lists every failure at once.</summary>
internal sealed class ConditionStoreOptionsValidator : IValidateOptions<ConditionStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ConditionStoreOptions options)
    {
        var failures = new List<string>();
        if (!Enum.IsDefined(options.Engine))
            failures.Add($"Store:Engine is {options.Engine}; allowed: {string.Join(", ", Enum.GetNames<ConditionStoreEngine>())}.");
        if (options.Path is null && string.IsNullOrWhiteSpace(options.DataDirectory))
            failures.Add("Store:DataDirectory is empty; set it to a folder, or Store:Path to a file.");
        if (options.Path is { } path && string.IsNullOrWhiteSpace(path))
            failures.Add("Store:Path is empty; set it to a file, or omit the key.");
        Range(nameof(options.MemoryLimitMiB), options.MemoryLimitMiB, 64, int.MaxValue);
        Range(nameof(options.Threads), options.Threads, 0, 256);
        Range(nameof(options.TemporaryFilesLimitMiB), options.TemporaryFilesLimitMiB, 0, int.MaxValue);
        Range(nameof(options.CheckpointThresholdMiB), options.CheckpointThresholdMiB, 1, 65_536);
        Range(nameof(options.MaxRowsPerTransaction), options.MaxRowsPerTransaction, 1, int.MaxValue);
        Range(nameof(options.QueueCapacity), options.QueueCapacity, 1, 65_536);
        Range(nameof(options.ReadConnections), options.ReadConnections, 1, 256);
        Range(nameof(options.ReadOnlyConnections), options.ReadOnlyConnections, 1, 64);
        if (options.Engine == ConditionStoreEngine.MySqlWire) options.MySqlWire.AddFailures(failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Range(string key, int value, int min, int max)
        {
            if (value < min || value > max) failures.Add($"Store:{key} is {value}; allowed: {min} to {max}.");
        }
    }
}
