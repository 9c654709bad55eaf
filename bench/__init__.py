"""What is measured and how; results stand in bench/results/."""
