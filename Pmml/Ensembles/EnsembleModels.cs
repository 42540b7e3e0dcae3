using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// The two uses of an ensemble's PMML: as a document, and compiled straight into the engine. Both are the same elements, so both give the
/// same bits.
/// </summary>
public static class EnsembleModels
{
    /// <summary>The document: PMML 4.4, UTF-8. The same ensemble and text give the same bytes.</summary>
    public static byte[] Write(TreeEnsemble ensemble, EnsembleText text) =>
        PmmlXmlWriter.Write(new EnsembleDocument(ensemble, text).Build());

    /// <summary>The model.</summary>
    /// <param name="ensemble">Trees.</param>
    /// <param name="text">Name, target, usual ranges and levels; verification rows are not run.</param>
    /// <param name="hash">SHA-256 of the file the trees come from, lower-case hex.</param>
    /// <exception cref="PmmlException">A name or number is more than the engine takes.</exception>
    public static PmmlModel Compile(TreeEnsemble ensemble, EnsembleText text, string hash) =>
        PmmlModel.FromElements(new EnsembleDocument(ensemble, text).Build(), hash);
}
