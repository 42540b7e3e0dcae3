using Maintenance.Core.Models;

namespace Maintenance.Core.Ports;

/// <summary>
/// The models of an installation: documents with their stage, in the store. Every change is written together with its row of <c>audit</c>.
/// Threading: any thread; changes of one process are made one after the other.
/// </summary>
public interface IModelRegistry
{
    /// <summary>All models, champions first, then the newest.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Registers a document as candidate, after it was loaded, verified by its own rows and found to ask only for what there is. One that
    /// is known stays as it is.
    /// </summary>
    /// <param name="document">PMML, or another format a reader of this installation knows.</param>
    /// <param name="card">Model card, a JSON object; null keeps what is known.</param>
    /// <param name="who">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ModelRefusedException">The document or the card is refused.</exception>
    Task<RegisteredModel> ImportAsync(byte[] document, string? card, string who, CancellationToken cancellationToken);

    /// <summary>Gives a model another stage. A champion's predecessor is retired in the same transaction; so is a shadow's.</summary>
    /// <param name="hash">Hash, or a beginning of it that fits one model only.</param>
    /// <param name="stage">One of <see cref="ModelStages"/>.</param>
    /// <param name="who">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ModelRefusedException">No such model, or the change is not allowed; the message says why.</exception>
    Task<RegisteredModel> SetStageAsync(string hash, string stage, string who, CancellationToken cancellationToken);

    /// <summary>How models in shadow agreed with the champions they ran beside, newest first.</summary>
    Task<IReadOnlyList<ModelComparison>> CompareAsync(CancellationToken cancellationToken);

    /// <summary>A model's document.</summary>
    /// <exception cref="ModelRefusedException">No such model.</exception>
    Task<byte[]> ReadDocumentAsync(string hash, CancellationToken cancellationToken);
}
