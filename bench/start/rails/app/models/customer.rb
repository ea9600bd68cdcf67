class Customer < ApplicationRecord
  has_many :orders

  def free_slug
    slug = name.parameterize
    namesakes = Customer.where("lower(name) = lower(?) and id < ?", name, id)
    namesakes.exists? ? "#{slug}-#{id}" : slug
  end
end
