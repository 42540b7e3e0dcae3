using System.Collections.Concurrent;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Registry;

/// <summary>
/// The models a process has loaded, and which of them serve now. Workers read <see cref="Current"/> between batches; the models found there
/// score from the next record on, whose offset is stored (<c>model_serving</c>). Failure strategy: if a champion cannot be read or loaded,
/// that is logged, its predecessor stays in service, and the next refresh retries. Threading: any thread.
/// </summary>
public sealed partial class ServingModels
{
    private readonly ModelRegistry? _registry;
    private readonly ILogger? _logger;
    private readonly ConcurrentDictionary<string, IConditionModel> _loaded = new(StringComparer.Ordinal);
    private readonly bool _asRecorded;
    private volatile ServingSet? _current;
    private volatile IConditionModel? _shadow;
    private volatile string? _failure;

    /// <summary>Creates it without models; call <see cref="RefreshAsync"/> before scoring.</summary>
    public ServingModels(ModelRegistry registry, ILogger logger) => (_registry, _logger) = (registry, logger);

    private ServingModels(ServingModels other)
    {
        (_registry, _logger, _loaded, _current, _asRecorded) = (other._registry, other._logger, other._loaded, other._current, true);
    }

    private ServingModels(ServingSet set, IConditionModel? shadow)
    {
        _shadow = shadow;
        Remember(set.Health);
        if (set.Life is not null) Remember(set.Life);
        _current = set;
    }

    /// <summary>Models that never change: for tests and benchmarks without a registry.</summary>
    public static ServingModels Fixed(IConditionModel health, IConditionModel? life = null, IConditionModel? shadow = null) =>
        new(new ServingSet(health, life), shadow);

    /// <summary>
    /// The same models for scoring a log again: follows <c>model_serving</c>, and no newer champion starts to serve.
    /// </summary>
    public ServingModels AsRecorded() => new(this);

    /// <summary>The drill-health champion.</summary>
    public IConditionModel Champion => Current.Health;

    /// <summary>Why the registry's champion does not serve; null when it does.</summary>
    public string? Failure => _failure;

    /// <summary>The model in shadow; null without one.</summary>
    internal IConditionModel? Shadow => _shadow;

    internal bool FollowsRecordOnly => _asRecorded;

    internal ServingSet Current => _current ?? throw new InvalidOperationException("No model is loaded: call RefreshAsync before "
        + "scoring.");

    /// <summary>Reads which models serve now and loads the new ones.</summary>
    /// <exception cref="StoreException">The registry cannot be read.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_registry is null || _asRecorded) return;
        var models = await _registry.ListAsync(cancellationToken);
        try
        {
            var health = await FindAsync(ModelRegistry.Champion(models, ModelRoles.Health)?.Hash, cancellationToken);
            var life = await FindAsync(ModelRegistry.Champion(models, ModelRoles.Life)?.Hash, cancellationToken);
            if (health is null) throw new ModelRefusedException("No model of role drill-health is champion.");
            var next = new ServingSet(health, life);
            if (!next.IsSame(_current))
            {
                _current = next;
                if (_logger is not null) LogServes(_logger, health.Name, health.Hash, life?.Hash ?? "none");
            }
            _shadow = await FindAsync(models.FirstOrDefault(m => m.Stage == ModelStages.Shadow && m.Role == ModelRoles.Health)?.Hash,
                cancellationToken);
            _failure = null;
        }
        catch (ModelRefusedException error)
        {
            if (_current is null) throw;
            if (_failure != error.Message && _logger is not null) LogRefused(_logger, error, Current.Health.Hash);
            _failure = error.Message;
        }
    }

    /// <summary>True when the model with this hash is available and accepted by this build.</summary>
    public async Task<bool> IsLoadableAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(hash, cancellationToken) is not null;
        }
        catch (ModelRefusedException)
        {
            return false;
        }
    }

    /// <summary>A model by its hash, loaded once; null when the registry does not have it.</summary>
    /// <exception cref="ModelRefusedException">Its document is not accepted by this build.</exception>
    internal async Task<IConditionModel?> FindAsync(string? hash, CancellationToken cancellationToken)
    {
        if (hash is null) return null;
        if (_loaded.TryGetValue(hash, out var model)) return model;
        if (_registry is null || await _registry.TryReadDocumentAsync(hash, cancellationToken) is not { } document) return null;
        (model, _) = await Task.Run(() => _registry.Load(document), cancellationToken);
        return _loaded.GetOrAdd(hash, model);
    }

    internal void Remember(IConditionModel model) => _loaded.TryAdd(model.Hash, model);

    [LoggerMessage(3030, LogLevel.Information, "Model {Name} {Hash} serves from the next batch of each partition; drill-life model: "
        + "{Life}")]
    private static partial void LogServes(ILogger logger, string name, string hash, string life);

    [LoggerMessage(3031, LogLevel.Error, "The champion cannot serve; {Hash} stays in service")]
    private static partial void LogRefused(ILogger logger, Exception exception, string hash);
}
