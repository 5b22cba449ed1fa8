using System.Collections.Immutable;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A file of reviewed findings on the command line.</summary>
internal static class AcceptedInput
{
    public static ImmutableArray<AcceptedFinding> Read(string path)
    {
        try
        {
            return VerificationJson.ReadAccepted(System.Text.Encoding.UTF8.GetString(InputFile.Read(path)).TrimStart('\uFEFF'));
        }
        catch (FormatException error)
        {
            throw new BadInputException($"{path}: {error.Message}");
        }
    }
}
