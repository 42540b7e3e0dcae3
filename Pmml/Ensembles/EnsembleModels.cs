using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// Turns an ensemble into PMML: as a document, or compiled straight into the engine. Both use the same elements, so both give the same
/// bits.
/// </summary>
public static class EnsembleModels
{
    /// <summary>Writes the ensemble as a PMML 4.4 document, UTF-8. The same ensemble and text give the same bytes.</summary>
    public static byte[] Write(TreeEnsemble ensemble, EnsembleText text) =>
        PmmlXmlWriter.Write(new EnsembleDocument(ensemble, text).Build());

    /// <summary>Compiles the ensemble.</summary>
    /// <param name="ensemble">Trees.</param>
    /// <param name="text">Name, target, usual ranges and levels; its verification rows are not run.</param>
    /// <param name="hash">SHA-256 of the file the trees come from, lower-case hex.</param>
    /// <exception cref="PmmlException">A name or number exceeds the engine's limits.</exception>
    public static PmmlModel Compile(TreeEnsemble ensemble, EnsembleText text, string hash) =>
        PmmlModel.FromElements(new EnsembleDocument(ensemble, text).Build(), hash);
}
