using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>
/// The kinds of model a document may hold, by the name of their element. Kinds that contain other models read them through it.
/// </summary>
/// <param name="readers">Reader of each kind's element.</param>
internal sealed class ModelKinds(IReadOnlyDictionary<string, Func<PmmlElement, ModelKinds, ModelElement>> readers)
{
    public IEnumerable<string> Names => readers.Keys;

    public bool IsModel(PmmlElement element) => readers.ContainsKey(element.Name);

    public ModelElement Read(PmmlElement element) => readers.TryGetValue(element.Name, out var read)
        ? read(element, this)
        : throw element.Refuse($"is not a supported model; supported are {string.Join(", ", readers.Keys)}.");
}
