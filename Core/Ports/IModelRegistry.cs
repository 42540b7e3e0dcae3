using Maintenance.Core.Models;

namespace Maintenance.Core.Ports;

/// <summary>
/// The models of an installation: documents and their stages, in the store. Every change is written together with its <c>audit</c> row.
/// Threading: any thread; changes within a process are serialised.
/// </summary>
public interface IModelRegistry
{
    /// <summary>All models, champions first, then the newest.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Registers a document as a candidate after loading it, running its own verification rows and checking that all its inputs exist. A
    /// known document stays as it is.
    /// </summary>
    /// <param name="document">PMML or another format that a reader of this installation supports.</param>
    /// <param name="card">Model card, a JSON object; null keeps the stored one.</param>
    /// <param name="actor">Who does it, as recorded in the audit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ModelRefusedException">The document or the card is refused.</exception>
    Task<RegisteredModel> ImportAsync(byte[] document, string? card, string actor, CancellationToken cancellationToken);

    /// <summary>Changes a model's stage. The previous champion or shadow is retired in the same transaction.</summary>
    /// <param name="hash">Hash, or a prefix that matches exactly one model.</param>
    /// <param name="stage">One of <see cref="ModelStages"/>.</param>
    /// <param name="actor">Who does it, as recorded in the audit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ModelRefusedException">No such model, or the change is not allowed; the message says why.</exception>
    Task<RegisteredModel> SetStageAsync(string hash, string stage, string actor, CancellationToken cancellationToken);

    /// <summary>Agreement of shadow models with the champions they ran beside, newest first.</summary>
    Task<IReadOnlyList<ModelComparison>> CompareAsync(CancellationToken cancellationToken);

    /// <summary>A model's document.</summary>
    /// <exception cref="ModelRefusedException">No such model.</exception>
    Task<byte[]> ReadDocumentAsync(string hash, CancellationToken cancellationToken);
}
