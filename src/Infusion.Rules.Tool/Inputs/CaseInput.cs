using Infusion.Rules.Cases;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A case file on the command line.</summary>
internal static class CaseInput
{
    /// <summary>Reads a case for the rules it is judged by.</summary>
    public static PatientCase Read(string path, InfusionRules rules)
    {
        using var bytes = new MemoryStream(InputFile.Read(path));
        try
        {
            return PatientCase.Load(bytes, rules);
        }
        catch (DocumentException error)
        {
            throw InputFile.Bad(path, error.Problems);
        }
    }

    /// <summary>Decides everything about a case.</summary>
    public static CaseReview Review(string path, InfusionRules rules)
    {
        PatientCase patient = Read(path, rules);
        try
        {
            return rules.Review(patient);
        }
        catch (ArgumentException error)
        {
            throw new BadInputException($"{path}: the case does not fit the policy {rules.Policy}: {error.Message}");
        }
    }
}
