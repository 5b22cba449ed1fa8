using System.CommandLine;

namespace Infusion.Rules.Tool.Commands;

/// <summary>A policy on the command line: a file, or <c>published</c> for the built-in one.</summary>
internal static class PolicyArgument
{
    private const string BuiltIn = "published";

    public static Argument<string> Optional() => new("POLICY")
    {
        Description = "a policy file, or 'published' for the built-in policy",
        DefaultValueFactory = _ => BuiltIn,
    };

    public static InfusionRules Read(string? policy) => policy is null or BuiltIn
        ? InfusionRules.Published
        : throw new BadInputException($"'{policy}' cannot be read as a policy.");
}
