"""What a loaded model says about itself."""

from __future__ import annotations

from rasa.core.agent import Agent

from spinewise.rasa.safety_policy import SafetyPolicy


def model_knowledge_hash(agent: Agent) -> str | None:
    """Return the hash of the knowledge in the loaded model, None when it has none."""
    # Rasa offers no public way to the components of a loaded model.
    for node in agent.processor.graph_runner._instantiated_nodes.values():
        component = node._component
        if isinstance(component, SafetyPolicy) and component.knowledge is not None:
            return component.knowledge.hash
    return None
