using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Pmml;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.PrognosticAssessment;

namespace Maintenance.Scoring.Registry;

/// <summary>Loads a document as a model that may serve, or says why it cannot.</summary>
internal sealed class ModelDocuments(IEnumerable<IModelReader> readers)
{
    /// <summary>Loads and verifies a document, and checks that the live path can supply the model's inputs and read its outputs.</summary>
    /// <exception cref="ModelRefusedException">It is refused; the message says why.</exception>
    public (IConditionModel Model, string Role) Load(byte[] document)
    {
        try
        {
            var model = ConditionModels.Load(document, readers);
            var role = RoleOf(model);
            if (role == ModelRoles.Health) _ = new ConditionAssessor(model);
            else _ = new RulEstimator(model, WindowFeatures.IndexOf);
            return (model, role);
        }
        catch (Exception error) when (error is PmmlException or InvalidDataException)
        {
            throw new ModelRefusedException($"The model is refused: {error.Message}", error);
        }
    }

    private static string RoleOf(IConditionModel model) => model.Outputs.Contains(LifeModelOutputs.P50, StringComparer.Ordinal)
        ? ModelRoles.Life : ModelRoles.Health;
}
