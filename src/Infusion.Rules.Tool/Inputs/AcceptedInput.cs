using System.Collections.Immutable;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A file of reviewed findings on the command line.</summary>
internal static class AcceptedInput
{
    public static ImmutableArray<AcceptedFinding> Read(string path) => RecordInput.Parsed(path, VerificationJson.LoadAccepted);
}
