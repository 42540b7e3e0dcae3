using System.Text.Json;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Shadow;

namespace Maintenance.Scoring.Registry;

/// <summary>The registry in the condition store.</summary>
/// <remarks>
/// A change reads the rows it replaces and writes them with its audit row in one transaction. Two processes that promote at the same time
/// may both succeed; of two champions the one promoted last counts everywhere (<see cref="Champion"/>).
/// </remarks>
/// <param name="store">Store with the models.</param>
/// <param name="clock">Clock for the registry's timestamps.</param>
/// <param name="readers">Formats other than PMML.</param>
public sealed class ModelRegistry(IConditionStore store, TimeProvider clock, IEnumerable<IModelReader> readers) : IModelRegistry,
    IDisposable
{
    private readonly ModelDocuments _documents = new(readers);
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken cancellationToken)
    {
        var models = await ModelsQuery.RunAsync(store, cancellationToken);
        return [.. models.OrderByDescending(m => m.Stage == ModelStages.Champion).ThenByDescending(m => m.Loaded)
            .ThenBy(m => m.Hash, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<RegisteredModel> ImportAsync(byte[] document, string? card, string actor, CancellationToken cancellationToken)
    {
        var (model, role) = await Task.Run(() => Load(document), cancellationToken);
        CheckCard(card);
        return await ImportAsync(model, role, document, card, actor, cancellationToken);
    }

    private Task<RegisteredModel> ImportAsync(IConditionModel model, string role, byte[] document, string? card, string actor,
        CancellationToken cancellationToken) =>
        ChangeAsync(async models =>
        {
            var known = models.FirstOrDefault(m => m.Hash == model.Hash);
            if (known is not null && (card is null || card == known.Card)) return known;
            var row = known is not null
                ? known with { Card = card }
                : new RegisteredModel(model.Hash, model.Name, role, ModelStages.Candidate, actor, Now(), Promoted: null, PromotedBy: null,
                    Retired: null, document.Length, card);
            await WriteAsync([row], new(StringComparer.Ordinal) { [row.Hash] = document }, actor, known is null
                ? "import-model" : "describe-model", row, cancellationToken);
            return row;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<RegisteredModel> SetStageAsync(string hash, string stage, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(async models =>
    {
        if (!ModelStages.All.Contains(stage, StringComparer.Ordinal))
            throw new ModelRefusedException($"'{stage}' is not a stage; use {string.Join(", ", ModelStages.All)}.");
        var model = Find(models, hash);
        if (model.Stage == stage) return model;
        if (Champion(models, model.Role)?.Hash == model.Hash && model.Role == ModelRoles.Health)
            throw new ModelRefusedException($"{Short(model)} is the champion: promote another model of role {model.Role} in its place.");
        if (stage == ModelStages.Shadow && model.Role != ModelRoles.Health) throw new ModelRefusedException("Only models of "
            + $"role {ModelRoles.Health} can run in shadow; {Short(model)} is of role {model.Role}.");
        // A model that serves must load in this build, whenever it was imported.
        if (stage is ModelStages.Champion or ModelStages.Shadow) await LoadAsync(model.Hash, cancellationToken);
        return await MoveAsync(models, model, stage, actor, cancellationToken);
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]> ReadDocumentAsync(string hash, CancellationToken cancellationToken)
    {
        var model = Find(await ListAsync(cancellationToken), hash);
        return await TryReadDocumentAsync(model.Hash, cancellationToken)
            ?? throw new ModelRefusedException($"The registry holds no document of {Short(model)}.");
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelComparison>> CompareAsync(CancellationToken cancellationToken) =>
        ComparisonRows.ReadAsync(store, cancellationToken);

    /// <summary>
    /// Registers the configured document, and makes it champion unless someone has promoted another by hand: an installation that only ever
    /// set its models in the configuration uses the one set now.
    /// </summary>
    /// <param name="model">The document, loaded.</param>
    /// <param name="role">Its role.</param>
    /// <param name="document">The document.</param>
    /// <param name="card">Its card; null without one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The role's champion.</returns>
    internal async Task<RegisteredModel> ConfigureAsync(IConditionModel model, string role, byte[] document, string? card,
        CancellationToken cancellationToken)
    {
        CheckCard(card);
        await ImportAsync(model, role, document, card, RegisteredModel.Configuration, cancellationToken);
        return await ChangeAsync(async models =>
        {
            var champion = Champion(models, role);
            if (champion is not null && (champion.Hash == model.Hash || champion.PromotedBy != RegisteredModel.Configuration))
                return champion;
            return await MoveAsync(models, models.First(m => m.Hash == model.Hash), ModelStages.Champion, RegisteredModel.Configuration,
                cancellationToken);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    /// <summary>The champion of a role: if there are several, the one promoted last.</summary>
    internal static RegisteredModel? Champion(IReadOnlyList<RegisteredModel> models, string role) => models
        .Where(m => m.Role == role && m.Stage == ModelStages.Champion).OrderByDescending(m => m.Promoted)
            .ThenByDescending(m => m.Hash, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Loads a document that may serve.</summary>
    /// <exception cref="ModelRefusedException">It is refused.</exception>
    internal (IConditionModel Model, string Role) Load(byte[] document) => _documents.Load(document);

    internal Task<byte[]?> TryReadDocumentAsync(string hash, CancellationToken cancellationToken) =>
        ModelDocumentQuery.RunAsync(store, hash, cancellationToken);

    private async Task<RegisteredModel> MoveAsync(IReadOnlyList<RegisteredModel> models, RegisteredModel model, string stage, string actor,
        CancellationToken cancellationToken)
    {
        var now = Now();
        var moved = stage switch
        {
            ModelStages.Champion => model with { Stage = stage, Promoted = now, PromotedBy = actor, Retired = null },
            ModelStages.Retired => model with { Stage = stage, Retired = now },
            _ => model with { Stage = stage, Retired = null },
        };
        var single = stage is ModelStages.Champion or ModelStages.Shadow;
        var rows = models.Where(m => single && m.Hash != model.Hash && m.Role == model.Role && m.Stage == stage)
            .Select(m => m with { Stage = ModelStages.Retired, Retired = now }).Append(moved).ToList();
        var documents = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var row in rows) documents[row.Hash] = await TryReadDocumentAsync(row.Hash, cancellationToken);
        await WriteAsync(rows, documents, actor,
            stage switch { ModelStages.Champion => "promote-model", ModelStages.Retired => "retire-model", _ => $"{stage}-model" }, moved,
            cancellationToken);
        return moved;
    }

    private async Task LoadAsync(string hash, CancellationToken cancellationToken)
    {
        var document = await TryReadDocumentAsync(hash, cancellationToken)
            ?? throw new ModelRefusedException($"The registry holds no document of {hash}.");
        await Task.Run(() => Load(document), cancellationToken);
    }

    private Task WriteAsync(
        IReadOnlyList<RegisteredModel> rows, Dictionary<string, byte[]?> documents, string actor, string action, RegisteredModel subject,
        CancellationToken cancellationToken)
    {
        var replaced = rows.Where(r => r.Hash != subject.Hash).Select(r => r.Hash);
        var audit = ModelRows.Audit(Now(), actor, action, subject.Hash,
            string.Join(" ", [$"{subject.Name} ({subject.Role})", .. replaced.Select(r => $"in place of {r}")]));
        return store.CommitAsync(new StoreCommit { Batches = [ModelRows.Batch(rows, documents), audit] }, cancellationToken);
    }

    private async Task<RegisteredModel> ChangeAsync(Func<IReadOnlyList<RegisteredModel>, Task<RegisteredModel>> change,
        CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            return await change(await ListAsync(cancellationToken));
        }
        finally
        {
            _changing.Release();
        }
    }

    private static RegisteredModel Find(IReadOnlyList<RegisteredModel> models, string hash)
    {
        var found = hash.Length == 0 ? [] : models.Where(m => m.Hash.StartsWith(hash, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new ModelRefusedException($"There is no model '{hash}'."),
            _ => throw new ModelRefusedException($"'{hash}' matches {found.Count} models; give more digits of the hash."),
        };
    }

    private static void CheckCard(string? card)
    {
        if (card is null) return;
        try
        {
            using var json = JsonDocument.Parse(card);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return;
        }
        catch (JsonException error)
        {
            throw new ModelRefusedException($"The card is not JSON: {error.Message}", error);
        }
        throw new ModelRefusedException("The card is not a JSON object.");
    }

    private static string Short(RegisteredModel model) => $"{model.Name} {model.Hash[..Math.Min(12, model.Hash.Length)]}";

    // The store has a resolution of one microsecond.
    private DateTime Now() => UnixMicros.ToUtc(UnixMicros.Now(clock));
}
