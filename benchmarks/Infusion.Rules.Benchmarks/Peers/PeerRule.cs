using System.Linq.Expressions;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>One rule of the peers: when it applies and what it gives, each as an expression for the compiler and as the same text for an engine.</summary>
/// <param name="Part">The part of the answer it is about.</param>
/// <param name="Name">Its name, which no other rule has.</param>
/// <param name="Outcome">The outcome it gives, as a number; nothing for a rule that gives only an output.</param>
/// <param name="When">When it applies.</param>
/// <param name="WhenText">The same as text.</param>
/// <param name="Output">The date, moment or amount it gives, computed from the patient; nothing for most rules.</param>
/// <param name="OutputText">The same as text.</param>
internal sealed record PeerRule(
    Part Part, string Name, int? Outcome, Expression<Func<PeerPatient, bool>> When, string WhenText, LambdaExpression? Output, string? OutputText);
